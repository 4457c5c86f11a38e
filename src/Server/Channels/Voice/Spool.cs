using System.Globalization;
using Isberg.Asterisk;
using Isberg.Recording;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>
/// The folder into which the exchange writes the plain sound of calls. What is no longer written is taken in at once and deleted here, also what
/// was written while this server or the exchange was away.
/// </summary>
internal sealed partial class Spool(Exchanges exchanges, Calls calls, TakeInRecording takeIn, TimeProvider clock, ILogger<Spool> log)
{
    private const string Said = "-said.sln", Heard = "-heard.sln";

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>The exchange writes every two seconds; after so long it has ended.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    /// <summary>So long nothing is taken in while the exchange cannot be asked what it still records.</summary>
    private static readonly TimeSpan QuietWhileAway = TimeSpan.FromMinutes(2);

    private readonly StalledSound stalled = new();

    public static RecordedFiles FilesOf(string folder, ContactId contact, int segment)
    {
        var name = Path.Combine(Path.GetFullPath(folder), string.Create(CultureInfo.InvariantCulture, $"{contact.Value:N}-{segment}"));
        return new RecordedFiles(name + Said, name + Heard);
    }

    public async Task Run(CancellationToken stop)
    {
        var folders = exchanges.All.Select(it => it.Node.Spool).OfType<string>().Distinct().ToList();
        if (folders.Count == 0) return;

        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                foreach (var it in folders) await Sweep(it, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops, or another one leads.
        }
    }

    private async Task Sweep(string folder, CancellationToken stop)
    {
        try
        {
            foreach (var (contact, segment) in stalled.Look(Files(folder).Where(it => !HasEnded(it.Of))))
            {
                await takeIn.LacksSound(contact, segment, stop);
                NotWritten(log, contact.Value);
            }

            foreach (var (contact, segment) in Ended(folder))
            {
                var files = FilesOf(folder, contact, segment);
                await takeIn.Run(new TakeInRecording.Command(contact, segment, files.Said, files.Heard), stop);
            }
        }
#pragma warning disable CA1031 // A job is a border: what it could not take in, the next round finds again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    private List<(ContactId Contact, int Segment)> Ended(string folder)
    {
        var quiet = DateTime.UtcNow - (exchanges.All.Any(it => !it.IsKnown) ? QuietWhileAway : Quiet);
        return [.. Files(folder).Where(it => it.LastWrite < quiet && HasEnded(it.Of)).Select(it => it.Of)];
    }

    /// <summary>What lies there, and when it was written last.</summary>
    private static IEnumerable<((ContactId Contact, int Segment) Of, DateTime LastWrite)> Files(string folder)
    {
        var all = new DirectoryInfo(folder);
        if (!all.Exists) return [];

        return all.EnumerateFiles("*.sln").Select(it => (Of: Named(it.Name), it.LastWriteTimeUtc)).Where(it => it.Of is not null)
            .GroupBy(it => it.Of!.Value, it => it.LastWriteTimeUtc).Select(it => (it.Key, it.Max()));
    }

    private bool HasEnded((ContactId Contact, int Segment) it) =>
        calls.Find(it.Contact) is not { } call || (call.Recording.KnowsPast && (call.Recording.Segment != it.Segment || !call.Recording.IsRunning));

    private static (ContactId Contact, int Segment)? Named(string file)
    {
        var parts = file.Split('-');
        return parts.Length == 3 && Guid.TryParseExact(parts[0], "N", out var contact) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var segment)
            ? (new ContactId(contact), segment)
            : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The call of contact {Contact} is to be recorded, and the exchange writes nothing; is the spool full? The call goes on")]
    private static partial void NotWritten(ILogger log, Guid contact);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sound of calls could not be taken in; it stays where it is, and is tried again")]
    private static partial void Failed(ILogger log, Exception error);
}
