using Isberg.Mail.Imap;

namespace Isberg.Mail;

/// <summary>All that a client does with a mailbox, once.</summary>
internal static class Conversation
{
    public static async Task AfterSignIn(ImapClient client, CancellationToken stop)
    {
        var inbox = await client.GetFolderAsync("INBOX", stop);
        await inbox.OpenAsync(FolderAccess.ReadWrite, stop);
        var found = await inbox.Messages.SearchAsync(stop: stop);
        await inbox.Messages.FetchAsync(found, stop: stop);
        await inbox.Messages.DownloadAsync(new UniqueId(inbox.UidValidity, 3), Stream.Null, most: 1_000_000, stop);
        await inbox.Messages.MoveToAsync([new UniqueId(inbox.UidValidity, 3)], inbox, stop);
        await inbox.AppendAsync(new MemoryStream(new byte[9]), 9, stop: stop);
        await inbox.Messages.SearchAsync(stop: stop);
        await client.WaitForChangeAsync(stop);
    }
}
