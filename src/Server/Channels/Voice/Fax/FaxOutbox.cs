using Isberg.Contacts;

namespace Isberg.Channels.Voice.Fax;

/// <summary>
/// Where faxes that go out lie for Asterisk. It calls and sends by itself, from a file that says whom: so no fax is lost or sent twice when this
/// server dies, and what came of it stands in a file of its own.
/// </summary>
internal sealed class FaxOutbox(VoiceOptions options, FaxSpool spool)
{
    /// <param name="Trouble">Null: all of it was received.</param>
    public sealed record Ended(FaxTrouble? Trouble, int Pages);

    /// <summary>Before it is tried again.</summary>
    public TimeSpan Pause => options.FaxPause;

    private string Out => Path.Combine(spool.Root!, "out");

    /// <summary>It has been given to Asterisk, for this try.</summary>
    public bool IsGiven(LetterRow fax) => File.Exists(PathOf(fax, "tif")) && !File.Exists(PathOf(fax, "call"));

    /// <summary>May be done again at any moment: the order to call is moved to Asterisk last, and only once.</summary>
    public void Give(LetterRow fax, byte[] sheet)
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(PathOf(fax, "call"), Order(fax));
        File.WriteAllBytes(PathOf(fax, "tif"), sheet);
        File.Move(PathOf(fax, "call"), Path.Combine(options.Fax!, "outgoing", $"{Name(fax)}.call"));
    }

    /// <summary>Null: not yet.</summary>
    public Ended? EndOf(LetterRow fax) => FaxSpool.Fields(PathOf(fax, "done")) switch
    {
        ["SUCCESS", var pages, ..] => new Ended(null, Number(pages)),
        ["NOTREACHED", var reason, ..] => new Ended(TroubleOf(reason), 0),
        [_, var pages, ..] => new Ended(FaxTrouble.Broken, Number(pages)),
        _ => null,
    };

    public void Forget(LetterRow fax)
    {
        foreach (var ending in new[] { "call", "tif", "done" }) File.Delete(PathOf(fax, ending));
    }

    /// <summary>What nobody asks for any more, because it was erased meanwhile, goes too.</summary>
    /// <param name="waiting">All whose end is still to be looked at; it may have come long ago, while no server was there.</param>
    public void Sweep(DateTimeOffset before, IReadOnlyCollection<LetterRow> waiting)
    {
        var kept = waiting.Select(Name).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.CreateDirectory(Out).EnumerateFiles().Where(it => it.LastWriteTimeUtc < before.UtcDateTime && !kept.Contains(Path.GetFileNameWithoutExtension(it.Name))).ToList()) file.Delete();
    }

    /// <summary>Only digits and ids stand in it.</summary>
    private static string Order(LetterRow fax) => $"""
        Channel: Local/dial@fax-out/n
        MaxRetries: 0
        WaitTime: 65
        Application: Wait
        Data: 1
        Set: __ISBERG_FAX={Name(fax)}
        Set: __ISBERG_FROM={fax.Fax!.From}
        Set: __ISBERG_TO={fax.Fax.To}

        """;

    /// <summary>As Asterisk says why a call came to nothing.</summary>
    private static FaxTrouble TroubleOf(string reason) => reason switch { "BUSY" => FaxTrouble.Busy, "NOANSWER" => FaxTrouble.NoAnswer, _ => FaxTrouble.NotReached };

    private static int Number(string digits) => int.TryParse(digits, out var number) ? number : 0;

    private static string Name(LetterRow fax) => $"{fax.Id.Value:N}-{fax.Tries}";

    private string PathOf(LetterRow fax, string ending) => Path.Combine(Out, $"{Name(fax)}.{ending}");
}
