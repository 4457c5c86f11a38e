using Isberg.Contacts;

namespace Isberg.Channels.Email;

/// <summary>The pictures that a mail's page shows, as addresses that hold the picture itself: the frame in which it stands may load nothing.</summary>
internal sealed class PagePictures(FileStore files, MailRow mail)
{
    /// <summary>Together, in one page.</summary>
    private const int MostBytes = 6 * 1024 * 1024;

    private int left = MostBytes;

    /// <summary>Null: there is no such picture, or it is too much.</summary>
    public string? Of(string contentId)
    {
        var found = mail.Inline.FirstOrDefault(it => it.ContentId.Equals(contentId, StringComparison.OrdinalIgnoreCase));
        using var content = found is null ? null : files.Open(mail.Centre, found.File);
        if (content is null || content.Length > left) return null;

        left -= (int)content.Length;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return $"data:{found!.ContentType};base64,{Convert.ToBase64String(bytes)}";
    }
}
