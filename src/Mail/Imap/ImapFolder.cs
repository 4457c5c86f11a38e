using System.Globalization;

namespace Isberg.Mail.Imap;

/// <summary>A folder of a mailbox. What it says of itself is as the server last told it while it was open.</summary>
public sealed class ImapFolder
{
    private readonly ImapSession session;
    private bool isStale;

    /// <param name="path">The name as the server writes it, which may not be how we would.</param>
    internal ImapFolder(ImapSession session, string fullName, string path, char? delimiter, IReadOnlyList<string> attributes)
    {
        (this.session, FullName, Path, Delimiter, Attributes) = (session, fullName, path, delimiter, attributes);
        SpecialUse = SpecialUseOf(fullName, attributes);
        Messages = new FolderMessages(session, this);
    }

    /// <summary>With the names of the folders around it, as people read it.</summary>
    public string FullName { get; }

    /// <summary>What stands between the names; null when folders hold no folders.</summary>
    public char? Delimiter { get; }

    /// <summary>As the server writes them, backslash included.</summary>
    public IReadOnlyList<string> Attributes { get; }

    public SpecialFolder SpecialUse { get; }

    /// <summary>Some names only hold other folders.</summary>
    public bool CanBeOpened => !Has("\\Noselect") && !Has("\\NonExistent");

    public FolderAccess Access { get; private set; }

    public bool IsOpen => session.IsOpen && session.Selected == this && Access != FolderAccess.None;

    /// <summary>When it changes, all numbers mean other messages; nought when the server's numbers do not last.</summary>
    public uint UidValidity { get; private set; }

    /// <summary>At least this number will be given to the next message; null when the server does not say.</summary>
    public uint? UidNext { get; private set; }

    /// <summary>Null where the server does not count changes (CONDSTORE).</summary>
    public ulong? HighestModSeq { get; private set; }

    public uint Count { get; private set; }

    /// <summary>Any keyword may be set, not only those that the folder has.</summary>
    public bool TakesKeywords { get; private set; }

    /// <summary>The messages of the folder while it is open.</summary>
    public FolderMessages Messages { get; }

    internal string Path { get; }

    internal bool IsStale => isStale;

    /// <exception cref="ImapException">There is no such folder (<see cref="ImapFault.FolderMissing"/>), or it cannot be opened.</exception>
    public async Task OpenAsync(FolderAccess access, CancellationToken stop = default)
    {
        if (access == FolderAccess.None) throw new ArgumentException("A folder is opened for something.", nameof(access));

        (Access, UidValidity, UidNext, HighestModSeq, Count, TakesKeywords) = (FolderAccess.None, 0, null, null, 0, false);
        session.Selected = this;
        var command = new ImapCommand(access == FolderAccess.ReadOnly ? "EXAMINE" : "SELECT").AddText(Path, mayBeUtf8: true);
        if (session.Capabilities.Contains("CONDSTORE")) command.Add("(CONDSTORE)");
        var end = await session.TryAsync(command, stop);
        if (!end.IsOk)
        {
            session.Selected = null;
            throw await WhyNotAsync(end, stop);
        }

        Access = end.Code?.Name == "READ-ONLY" ? FolderAccess.ReadOnly : access;
        isStale = false;
    }

    /// <summary>Leaves the folder as it is: what is marked as deleted stays.</summary>
    public async Task CloseAsync(CancellationToken stop = default)
    {
        if (!IsOpen) return;
        if (session.Capabilities.Contains("UNSELECT")) await session.RunAsync(new ImapCommand("UNSELECT"), stop);
        else await session.TryAsync(new ImapCommand("EXAMINE").AddText(""), stop); // opening what does not exist closes what is open
        session.Selected = null;
        Access = FolderAccess.None;
    }

    /// <summary>Saves a mail here.</summary>
    /// <param name="content">Exactly <paramref name="length"/> bytes are read from it.</param>
    /// <returns>Its number; null when the server does not say.</returns>
    public async Task<UniqueId?> AppendAsync(Stream content, long length, MessageFlags flags = MessageFlags.None, DateTimeOffset? date = null, CancellationToken stop = default)
    {
        RequireRoomFor(length);
        var command = new ImapCommand("APPEND") { Limit = session.Options.TransferTimeout }.AddText(Path, mayBeUtf8: true).Add(FlagNames.Write(flags, []));
        if (date is { } at) command.Add(Written(at));
        var end = await session.RunAsync(command.AddStream(content, length), stop);
        return end.Code is { Name: "APPENDUID", Values: [var validity, var id, ..] } && validity.Number is { } valid && id.Number is { } number ? new UniqueId(valid, number) : null;
    }

    private static string Written(DateTimeOffset date)
    {
        var zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return $"\"{date.ToString("dd-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {zone}\"";
    }

    /// <summary>What the server tells of the folder while it is open.</summary>
    internal void Take(ImapResponse response)
    {
        switch (response.Name)
        {
            case "EXISTS":
                isStale |= response.Number != Count;
                Count = response.Number;
                break;
            case "EXPUNGE":
                isStale = true;
                Count = Count > 0 ? Count - 1 : 0;
                break;
            case "VANISHED":
                isStale = true;
                break;
            case "OK" when response.Code is { } code:
                TakeCode(code);
                break;
        }
    }

    /// <summary>From here on, changes are new ones.</summary>
    internal void Refresh() => isStale = false;

    private void TakeCode(ImapCode code)
    {
        switch (code.Name)
        {
            case "UIDVALIDITY" when IsOpen && code.Number != UidValidity: throw ImapException.Broken("The server has changed the messages' numbers in an open folder.");
            case "UIDVALIDITY": UidValidity = code.Number ?? 0; break;
            case "UIDNEXT": UidNext = code.Number; break;
            case "HIGHESTMODSEQ": HighestModSeq = code.Values is [var number, ..] ? number.LongNumber : null; break;
            case "NOMODSEQ": HighestModSeq = null; break;
            case "PERMANENTFLAGS": TakesKeywords = code.Values is [var flags, ..] && flags.Items.Any(it => it.Is("\\*")); break;
        }
    }

    private bool Has(string attribute) => Attributes.Contains(attribute, StringComparer.OrdinalIgnoreCase);

    /// <summary>Not every server says why it opens no folder; then we look whether it is there.</summary>
    private async Task<ImapException> WhyNotAsync(ImapResponse end, CancellationToken stop)
    {
        var isThere = end.Code?.Name is not ("NONEXISTENT" or "TRYCREATE")
            && (end.Code is not null || (await FolderList.ReadAsync(session, Path, stop)).Exists(it => it.FullName == FullName && it.CanBeOpened));
        return isThere
            ? ImapException.Said(end.Code?.Name is "UNAVAILABLE" or "INUSE" ? ImapFault.Unavailable : ImapFault.Refused, "The folder cannot be opened.", end.Text, end.Code?.Name)
            : ImapException.Said(ImapFault.FolderMissing, "There is no such folder.", end.Text, end.Code?.Name);
    }

    private void RequireRoomFor(long length)
    {
        var limit = session.Capabilities.FirstOrDefault(it => it.StartsWith("APPENDLIMIT=", StringComparison.OrdinalIgnoreCase));
        if (limit is not null && long.TryParse(limit.AsSpan("APPENDLIMIT=".Length), out var most) && length > most) throw new MailTooLargeException(most);
    }

    private static SpecialFolder SpecialUseOf(string fullName, IReadOnlyList<string> attributes)
    {
        if (fullName.Equals("INBOX", StringComparison.OrdinalIgnoreCase)) return SpecialFolder.Inbox;
        foreach (var it in attributes)
            if (it is ['\\', .. var name] && Enum.TryParse<SpecialFolder>(name, ignoreCase: true, out var use) && Enum.IsDefined(use)) return use;
        return SpecialFolder.None;
    }
}
