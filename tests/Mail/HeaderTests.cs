using Isberg.Mail.Headers;
using Isberg.Mail.Text;

namespace Isberg.Mail;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("Anna <anna@sund.example>", "Anna", "anna@sund.example")]
    [InlineData("anna@sund.example", "", "anna@sund.example")]
    [InlineData("\"Berg, Anna\" <anna@sund.example>", "Berg, Anna", "anna@sund.example")]
    [InlineData("Berg, Anna <anna@sund.example>", "Berg", "Berg")]
    [InlineData("anna@sund.example (Anna Berg)", "Anna Berg", "anna@sund.example")]
    [InlineData("=?utf-8?q?Anna_=C3=96berg?= <anna@sund.example>", "Anna Öberg", "anna@sund.example")]
    [InlineData("=?utf-8?q?Berg=2C_Anna?= <anna@sund.example>", "Berg, Anna", "anna@sund.example")]
    [InlineData("<@relay.example:anna@sund.example>", "", "anna@sund.example")]
    [InlineData("\"anna berg\"@sund.example", "", "\"anna berg\"@sund.example")]
    [InlineData("Anna (hemma) Berg <anna@sund.example>", "Anna  Berg", "anna@sund.example")]
    [InlineData("Anna <anna@sund.example", "Anna", "anna@sund.example")]
    public void An_address_is_read_as_it_is_meant(string written, string name, string address)
    {
        var first = InternetAddressList.Parse(written).Mailboxes.First();

        Assert.Equal((name, address), (first.Name, first.Address));
    }

    [Theory]
    [InlineData("undisclosed-recipients:;", 0)]
    [InlineData("", 0)]
    [InlineData(",,;", 0)]
    [InlineData("Vänner: anna@a.example, boris@b.example; carl@c.example", 3)]
    public void Groups_and_nothing_are_read(string written, int mailboxes) => Assert.Equal(mailboxes, InternetAddressList.Parse(written).Mailboxes.Count());

    [Theory]
    [InlineData("Hej", "Hej")]
    [InlineData("=?iso-8859-1?Q?Fr=E5ga_om_f=F6rskola?=", "Fråga om förskola")]
    [InlineData("=?utf-8?B?RnLDpWdh?= =?utf-8?B?IG9t?=", "Fråga om")]
    [InlineData("=?utf-8?B?RnLD?= =?utf-8?B?pWdh?=", "Fråga")]
    [InlineData("Sv: =?utf-8?q?fr=C3=A5ga?= (2)", "Sv: fråga (2)")]
    [InlineData("=?utf-8*sv?q?fr=C3=A5ga?=", "fråga")]
    [InlineData("=?nonsense?q?abc?=", "abc")]
    [InlineData("=?utf-8?q?=", "=?utf-8?q?=")]
    [InlineData("=?utf-8?b?????=", "")]
    [InlineData("2 =? 3 ?= 4", "2 =? 3 ?= 4")]
    public void Encoded_words_are_decoded_and_broken_ones_stay(string written, string read) => Assert.Equal(read, HeaderText.Decode(written));

    [Theory]
    [InlineData("attachment; filename=\"hus.pdf\"", "hus.pdf")]
    [InlineData("attachment; filename=mitt hus.pdf", "mitt hus.pdf")]
    [InlineData("attachment; filename*=utf-8''r%C3%A4kning.pdf", "räkning.pdf")]
    [InlineData("attachment; filename=\"r.pdf\"; filename*=utf-8''r%C3%A4kning.pdf", "räkning.pdf")]
    [InlineData("attachment; filename*0*=utf-8''r%C3%A4k; filename*1=\"ning.pdf\"", "räkning.pdf")]
    [InlineData("attachment; filename*1=\"ning.pdf\"; filename*0*=utf-8''r%C3%A4k", "räkning.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?q?r=C3=A4kning.pdf?=\"", "räkning.pdf")]
    [InlineData("attachment; filename=\"C:\\Users\\anna\\hus.pdf\"", "hus.pdf")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    public void A_files_name_is_read_in_every_way_of_writing_it(string disposition, string name)
    {
        var mail = MimeMessage.Load(System.Text.Encoding.Latin1.GetBytes($"Content-Type: application/pdf\r\nContent-Disposition: {disposition}\r\n\r\nx"));

        Assert.Equal(name, ((MimePart)mail.Body).FileName);
    }

    [Theory]
    [InlineData("Mon, 2 Mar 2026 09:30:00 +0100", "2026-03-02T09:30:00+01:00")]
    [InlineData("2 Mar 26 09:30 GMT", "2026-03-02T09:30:00+00:00")]
    [InlineData("Mon Mar  2 09:30:00 2026", "2026-03-02T09:30:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 09:30:60 +0200 (EET)", "2026-03-02T09:31:00+02:00")]
    [InlineData("Mon, 2 Mar 2026 9.30.00 CET", "2026-03-02T09:30:00+01:00")]
    [InlineData("2026-03-02T09:30:00Z", "2026-03-02T09:30:00+00:00")]
    [InlineData("i går", null)]
    [InlineData("Tue, 31 Feb 2026 09:30:00 +0100", null)]
    public void A_date_is_read_as_programs_write_it(string written, string? read) =>
        Assert.Equal(read is null ? null : DateTimeOffset.Parse(read, System.Globalization.CultureInfo.InvariantCulture), DateText.Parse(written));

    [Theory]
    [InlineData("<a@b> <c@d>", "a@b c@d")]
    [InlineData("Message from Anna <a@b> of Monday", "a@b")]
    [InlineData("a@b", "a@b")]
    [InlineData("<a@\r\n b>", "a@b")]
    [InlineData("<<a@b>>", "a@b")]
    [InlineData("none", "")]
    public void Ids_are_read_without_their_brackets(string written, string read) =>
        Assert.Equal(read, string.Join(' ', MessageIds.Parse(written.Replace("\r\n", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("Skräp", "Skr&AOQ-p")]
    [InlineData("A&B", "A&-B")]
    [InlineData("INBOX", "INBOX")]
    [InlineData("日本語", "&ZeVnLIqe-")]
    public void A_folders_name_goes_to_IMAP_and_back(string name, string written)
    {
        Assert.Equal(written, Utf7.EncodeFolder(name));
        Assert.Equal(name, Utf7.DecodeFolder(written));
    }
}
