using System.Text;

namespace Isberg.Mail.Imap;

/// <summary>Where the one large literal of a command's responses goes.</summary>
internal sealed class LiteralSink(string section, Stream to, long most)
{
    public Stream To => to;

    /// <summary>In bytes; null while none has come.</summary>
    public long? Length { get; private set; }

    /// <param name="before">The response up to the literal's braces.</param>
    public bool Wants(ReadOnlySpan<byte> before)
    {
        var line = before.TrimEnd("~"u8).TrimEnd((byte)' ');
        if (line.Length < section.Length || !Ascii.EqualsIgnoreCase(line[^section.Length..], section)) return false;
        return Length is null ? true : throw ImapException.Broken("The server sent a mail twice.");
    }

    /// <exception cref="MailTooLargeException">It is larger than asked for; the connection cannot be used any more.</exception>
    public void Begin(long length) => Length = length <= most ? length : throw new MailTooLargeException(most);

    /// <summary>A short content may come as a text within the response.</summary>
    public async Task TakeAsync(byte[] content, CancellationToken stop)
    {
        Begin(content.Length);
        await to.WriteAsync(content, stop);
    }
}
