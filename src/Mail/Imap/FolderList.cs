using Isberg.Mail.Text;

namespace Isberg.Mail.Imap;

/// <summary>Asks which folders there are.</summary>
internal static class FolderList
{
    /// <param name="pattern">A name as the server writes it, or * for all.</param>
    public static async Task<List<ImapFolder>> ReadAsync(ImapSession session, string pattern, CancellationToken stop)
    {
        var found = new List<ImapFolder>();
        var command = new ImapCommand("LIST").AddText("").AddText(pattern, mayBeUtf8: true);
        var asksForUse = session.Capabilities.Contains("LIST-EXTENDED") && session.Capabilities.Contains("SPECIAL-USE");
        if (asksForUse) command.Add("RETURN (SPECIAL-USE)");
        await session.RunAsync(command, stop, it => Take(it, session, found));
        return found;
    }

    private static void Take(ImapResponse response, ImapSession session, List<ImapFolder> found)
    {
        if (response.Name != "LIST" || response.Values is not [var attributes, var delimiter, var name, ..]) return;
        if (found.Count >= session.Options.Folders) throw ImapException.Broken("The server lists too many folders.");

        var fullName = session.IsUtf8 ? name.Text : Utf7.DecodeFolder(name.Text);
        var isInbox = fullName.Equals("INBOX", StringComparison.OrdinalIgnoreCase);
        var (shown, path) = isInbox ? ("INBOX", "INBOX") : (fullName, name.Text);
        found.Add(new ImapFolder(session, shown, path, delimiter.Text is [var it, ..] ? it : null, [.. attributes.Items.Select(it => it.Text)]));
    }
}
