using System.Diagnostics;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Ledger;

namespace Isberg;

/// <summary>What the program can be told to do.</summary>
internal static class Verbs
{
    private const int Refused = 2;

    public static async Task<int> Serve(string[] args)
    {
        if (CheckCertificate(args) is var code and not 0) return code;

        await using var app = await IsbergHost.Build(args);
        if (app.Configuration.GetValue<bool?>("Isberg:Empty") is true)
            await FirstStart.Ensure(app.Services, SiteOf(app), Console.Out, app.Lifetime.ApplicationStopping);
        await app.RunAsync();
        return 0;
    }

    private static string SiteOf(WebApplication app) =>
        app.Configuration[PublicAddress.Setting] ?? (app.Configuration[WebHostDefaults.ServerUrlsKey] ?? $"http://localhost:{app.Configuration["Isberg:Port"] ?? "5080"}").Split(';')[0];

    /// <summary>check-certificate: says whether the certificate in the settings does; nothing is started.</summary>
    public static int CheckCertificate(string[] args)
    {
        try
        {
            OwnHttps.Check(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build());
            return 0;
        }
        catch (CertificateException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return Refused;
        }
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

    /// <summary>erase-again FILE [--Isberg:Data=…]: adds another server's list of erasures to this one's; its next start erases what is left.</summary>
    public static async Task<int> EraseAgain(string[] args)
    {
        if (args is not [var path, .. var settings] || !File.Exists(path))
        {
            await Console.Error.WriteLineAsync("Name the file: erase-again backup/erased.txt");
            return Refused;
        }

        await using var app = await IsbergHost.Build([.. settings, "--Isberg:Empty=true"]);
        var list = app.Services.GetRequiredService<ErasureList>();
        var added = 0;
        foreach (var line in list.Read(path).Except(list.Read()).ToList())
        {
            await list.Add(line, app.Lifetime.ApplicationStopping);
            added++;
        }

        Console.WriteLine($"{added} erasures added; start the server to carry them out");
        return 0;
    }
}
