using System.Diagnostics;
using Isberg.Ledger;

namespace Isberg;

/// <summary>What the program can be told to do.</summary>
internal static class Verbs
{
    private const int Refused = 2;

    public static async Task<int> Serve(string[] args)
    {
        await using var app = await IsbergHost.Build(args);
        await app.RunAsync();
        return 0;
    }

    /// <summary>rebuild [FOLLOWER] [--Isberg:Data=…]: makes anew what follows from the ledger, for instance "rebuild figures".</summary>
    public static async Task<int> Rebuild(string[] args)
    {
        var name = args is [var first, ..] && !first.StartsWith('-') ? first : null;
        await using var app = await IsbergHost.Build([.. name is null ? args : args[1..], "--Isberg:Empty=true"]);
        var began = Stopwatch.GetTimestamp();
        var outcome = await app.Services.GetRequiredService<RebuildFollowers>().Run(name, app.Lifetime.ApplicationStopping);
        if (!outcome.Succeeded(out var events, out var refusal))
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
            return Refused;
        }

        Console.WriteLine($"{events} events read in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        return 0;
    }
}
