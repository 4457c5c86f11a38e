namespace Isberg.Mail.Imap;

/// <summary>What can be done with the messages of an open folder.</summary>
public sealed class FolderMessages
{
    private readonly ImapSession session;
    private readonly ImapFolder folder;

    internal FolderMessages(ImapSession session, ImapFolder folder) => (this.session, this.folder) = (session, folder);

    /// <summary>The messages from a number on, the lowest first.</summary>
    public async Task<IReadOnlyList<UniqueId>> SearchAsync(uint from = 1, uint? to = null, CancellationToken stop = default)
    {
        RequireOpen();
        folder.Refresh();
        var found = new List<uint>();
        var command = new ImapCommand("UID SEARCH").Add($"UID {from}:{(to is { } last ? $"{last}" : "*")}");
        await session.RunAsync(command, stop, it =>
        {
            if (found.Count + it.Numbers.Count > session.Options.Found) throw ImapException.Broken("The server finds too many messages.");
            found.AddRange(it.Numbers);
        });
        // The range n:* holds the last message even when its number is lower.
        return [.. found.Where(it => it >= from && it <= (to ?? uint.MaxValue)).Distinct().Order().Select(it => new UniqueId(folder.UidValidity, it))];
    }

    /// <summary>What the server knows of messages, the lowest number first; those that are gone are left out.</summary>
    /// <param name="changedSince">Only those whose flags have changed since this count; needs a server that counts.</param>
    public async Task<IReadOnlyList<MessageSummary>> FetchAsync(IReadOnlyCollection<UniqueId> ids, ulong? changedSince = null, CancellationToken stop = default)
    {
        RequireOpen();
        var found = new SortedDictionary<uint, MessageSummary>();
        var facts = session.Capabilities.Contains("CONDSTORE") ? "(UID FLAGS INTERNALDATE RFC822.SIZE MODSEQ)" : "(UID FLAGS INTERNALDATE RFC822.SIZE)";
        foreach (var batch in Batches(ids))
        {
            var asked = batch.ToHashSet();
            var command = new ImapCommand("UID FETCH").Add(NumberSet.Write(batch)).Add(facts);
            if (changedSince is { } since) command.Add($"(CHANGEDSINCE {since})");
            await session.RunAsync(command, stop, it => Take(it, asked, found));
        }

        return [.. found.Values];
    }

    /// <summary>Writes a message as it was received into a stream, without marking it as seen.</summary>
    /// <param name="most">In bytes; some servers say a smaller size than they send, therefore it is looked at here too.</param>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="ImapException">It is gone (<see cref="ImapFault.MessageMissing"/>), or the connection failed.</exception>
    /// <exception cref="MailTooLargeException">It is larger; the connection is closed, because the server would go on sending.</exception>
    public Task<long> DownloadAsync(UniqueId id, Stream to, long most = long.MaxValue, CancellationToken stop = default) => DownloadAsync("", id, to, most, stop);

    /// <summary>As <see cref="DownloadAsync(UniqueId, Stream, long, CancellationToken)"/>, but only the headers.</summary>
    public Task<long> DownloadHeadersAsync(UniqueId id, Stream to, long most = long.MaxValue, CancellationToken stop = default) => DownloadAsync("HEADER", id, to, most, stop);

    public Task AddFlagsAsync(IReadOnlyCollection<UniqueId> ids, MessageFlags flags, IReadOnlyCollection<string>? keywords = null, CancellationToken stop = default) =>
        StoreAsync(ids, "+FLAGS.SILENT", FlagNames.Write(flags, keywords ?? []), stop);

    public Task RemoveFlagsAsync(IReadOnlyCollection<UniqueId> ids, MessageFlags flags, IReadOnlyCollection<string>? keywords = null, CancellationToken stop = default) =>
        StoreAsync(ids, "-FLAGS.SILENT", FlagNames.Write(flags, keywords ?? []), stop);

    /// <summary>
    /// Moves messages to another folder. Where the server cannot, they are copied there and deleted here; where it
    /// cannot delete some without others either (UIDPLUS), they stay, marked as deleted.
    /// </summary>
    /// <returns>Their numbers there, as far as the server says.</returns>
    /// <exception cref="ImapException">There is no such folder (<see cref="ImapFault.FolderMissing"/>), or it was refused.</exception>
    public async Task<IReadOnlyDictionary<UniqueId, UniqueId>> MoveToAsync(IReadOnlyCollection<UniqueId> ids, ImapFolder destination, CancellationToken stop = default)
    {
        RequireOpen();
        var moved = new Dictionary<UniqueId, UniqueId>();
        foreach (var batch in Batches(ids))
        {
            var set = NumberSet.Write(batch);
            if (session.Capabilities.Contains("MOVE")) await TransferAsync("UID MOVE", set, destination, batch.Length, moved, stop);
            else await CopyAndDeleteAsync(set, destination, batch.Length, moved, stop);
        }

        return moved;
    }

    private async Task<long> DownloadAsync(string section, UniqueId id, Stream to, long most, CancellationToken stop)
    {
        RequireOpen();
        RequireNumbers([id]);
        var sink = new LiteralSink($"BODY[{section}]", to, most);
        byte[]? inPlace = null;
        var command = new ImapCommand("UID FETCH") { Limit = session.Options.TransferTimeout }.Add($"{id.Id} (UID BODY.PEEK[{section}])");
        var end = await session.TryAsync(command, stop, it => inPlace ??= ContentOf(it, id, section), sink);
        if (sink.Length is null && inPlace is not null) await sink.TakeAsync(inPlace, stop);
        if (end.IsOk && sink.Length is { } length) return length;
        throw end.IsOk || end.Code?.Name is null or "EXPUNGEISSUED" ? ImapException.Said(ImapFault.MessageMissing, "The message is not there any more.", end.IsOk ? null : end.Text, end.Code?.Name) : session.Refusal(command, end);
    }

    private static byte[]? ContentOf(ImapResponse response, UniqueId id, string section)
    {
        if (response is not { Name: "FETCH", Values: [{ } facts, ..] }) return null;

        var content = ImapResponse.Find(facts.Items, $"BODY[{section}]");
        if (content is { Kind: ImapValueKind.Streamed } && ImapResponse.Find(facts.Items, "UID")?.Number is { } other && other != id.Id)
            throw ImapException.Broken("The server sent another message than was asked for.");
        return content is { Kind: ImapValueKind.Text } ? content.Bytes : null;
    }

    private async Task StoreAsync(IReadOnlyCollection<UniqueId> ids, string what, string flags, CancellationToken stop)
    {
        RequireOpen();
        foreach (var batch in Batches(ids)) await session.RunAsync(new ImapCommand("UID STORE").Add(NumberSet.Write(batch)).Add(what).Add(flags), stop);
    }

    private async Task CopyAndDeleteAsync(string set, ImapFolder destination, int count, Dictionary<UniqueId, UniqueId> moved, CancellationToken stop)
    {
        await TransferAsync("UID COPY", set, destination, count, moved, stop);
        await session.RunAsync(new ImapCommand("UID STORE").Add(set).Add("+FLAGS.SILENT").Add(FlagNames.Write(MessageFlags.Deleted, [])), stop);
        if (session.Capabilities.Contains("UIDPLUS")) await session.RunAsync(new ImapCommand("UID EXPUNGE").Add(set), stop);
    }

    private async Task TransferAsync(string how, string set, ImapFolder destination, int count, Dictionary<UniqueId, UniqueId> moved, CancellationToken stop)
    {
        var command = new ImapCommand(how).Add(set).AddText(destination.Path, mayBeUtf8: true);
        var end = await session.RunAsync(command, stop, it => TakeNumbers(it, count, moved));
        TakeNumbers(end, count, moved);
    }

    private void TakeNumbers(ImapResponse response, int count, Dictionary<UniqueId, UniqueId> moved)
    {
        if (response.Code is not { Name: "COPYUID", Values: [var validity, var from, var to, ..] } || validity.Number is not { } valid) return;
        if (NumberSet.Read(from.Text, count) is not { } here || NumberSet.Read(to.Text, count) is not { } there) return;
        foreach (var (old, now) in here.Zip(there)) moved[new UniqueId(folder.UidValidity, old)] = new UniqueId(valid, now);
    }

    private void Take(ImapResponse response, HashSet<uint> asked, SortedDictionary<uint, MessageSummary> found)
    {
        if (response is not { Name: "FETCH", Values: [{ } facts, ..] } || MessageSummary.Of(folder.UidValidity, facts.Items) is not { } it || !asked.Contains(it.UniqueId.Id)) return;

        var hasFlags = ImapResponse.Find(facts.Items, "FLAGS") is not null;
        found[it.UniqueId.Id] = found.TryGetValue(it.UniqueId.Id, out var before) ? before.With(it, hasFlags) : it;
    }

    private IEnumerable<uint[]> Batches(IReadOnlyCollection<UniqueId> ids)
    {
        RequireNumbers(ids);
        return ids.Select(it => it.Id).Distinct().Order().Chunk(session.Options.Batch);
    }

    private void RequireNumbers(IReadOnlyCollection<UniqueId> ids)
    {
        if (ids.Any(it => it.Validity != folder.UidValidity)) throw new ArgumentException("These numbers are of another time of the folder, or of another folder.", nameof(ids));
    }

    private void RequireOpen()
    {
        if (!session.IsOpen) throw new ImapException(ImapFault.ConnectionLost, "The connection to the server is closed.");
        if (!folder.IsOpen) throw new InvalidOperationException("The folder is not open.");
    }
}
