using System.Diagnostics;
using System.Globalization;
using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg;

/// <summary>replay: decides a recorded day again and lists what differs.</summary>
internal static class ReplayVerb
{
    private const int Identical = 0, Differs = 1, Misused = 2;

    private const string Help = """
        usage: replay [--centre KEY] [--from TIME] [--until TIME] [--Isberg:Data=DIR] [--Isberg:Database=CONNECTION]

          --centre KEY   one centre, by the name in its address; otherwise all
          --from TIME    for instance 2026-03-02T00:00Z; otherwise from the beginning
          --until TIME   otherwise to the end

        Ends with 0 when every decision is the same, with 1 when some differ.
        """;

    public static async Task<int> Run(string[] args)
    {
        if (args.Contains("--help", StringComparer.Ordinal)) return Say(Help, Identical);
        if (!TimeOf(args, "--from", out var from) || !TimeOf(args, "--until", out var until)) return Say("A time is written like 2026-03-02T00:00Z.", Misused);

        await using var app = await IsbergHost.Build([.. args.Where(it => it.StartsWith("--Isberg:", StringComparison.Ordinal)), "--Isberg:Empty=true"]);
        var databases = app.Services.GetRequiredService<Databases>();
        var key = ValueOf(args, "--centre");
        await using var db = databases.CreateDbContext();
        var centres = await db.Centres.Where(it => key == null || it.Key == key).OrderBy(it => it.Key).ToListAsync();
        if (centres.Count == 0) return Say("There is no such centre.", Misused);

        var isSame = true;
        foreach (var centre in centres)
        {
            var began = Stopwatch.GetTimestamp();
            var report = await app.Services.GetRequiredService<Replay>().Run(centre.Id, from, until, app.Lifetime.ApplicationStopping);
            Tell(centre.Key, report, Stopwatch.GetElapsedTime(began));
            isSame &= report.Different == 0;
        }

        return isSame ? Identical : Differs;
    }

    private static void Tell(string centre, Replay.Report report, TimeSpan took)
    {
        Console.WriteLine($"{centre}: {report.Events} events, {report.Inputs} inputs, {report.Different} differences, {took.TotalSeconds:F1} s");
        if (report.Rules.Any(it => it != Floor.RuleVersion))
            Console.WriteLine($"  decided by rule version {string.Join(", ", report.Rules)}; this release decides by version {Floor.RuleVersion}");
        foreach (var it in report.Differences)
            Console.WriteLine($"  {it.Sequence} {it.At:O}\n    then {it.Then ?? "nothing"}\n    now  {it.Now ?? "nothing"}");
        if (report.Different > report.Differences.Count) Console.WriteLine($"  and {report.Different - report.Differences.Count} more");
    }

    private static bool TimeOf(string[] args, string option, out DateTimeOffset? moment)
    {
        moment = null;
        if (ValueOf(args, option) is not { } text) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)) return false;
        moment = parsed;
        return true;
    }

    private static string? ValueOf(string[] args, string option)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static int Say(string text, int code)
    {
        Console.WriteLine(text);
        return code;
    }
}
