using System.Text;
using Isberg.Mail.Headers;

namespace Isberg.Mail;

public sealed class AuthenticationTests
{
    [Fact]
    public void Only_the_trusted_servers_topmost_word_counts()
    {
        var found = Read("""
            Authentication-Results: relay.example; dkim=pass header.d=bank.example
            Authentication-Results: mx.sund.example 1;
             dkim=fail (bad signature) header.d=bank.example header.s=s1;
             dkim=pass header.d=list.example;
             spf=softfail (mx.sund.example: domain of anna@bank.example; "odd") smtp.mailfrom=anna@bank.example;
             dmarc=fail (p=REJECT sp=NONE) header.from=bank.example
            Received: from somewhere
            Authentication-Results: mx.sund.example; dmarc=pass header.from=bank.example
            """, "mx.sund.example");

        Assert.Equal(new AuthenticationVerdict("dkim", "pass", "list.example"), found?.Dkim);
        Assert.Equal(new AuthenticationVerdict("spf", "softfail", "bank.example"), found?.Spf);
        Assert.Equal(new AuthenticationVerdict("dmarc", "fail", "bank.example"), found?.Dmarc);
        Assert.Equal(4, found?.Verdicts.Count);
    }

    [Theory]
    [InlineData("mx.sund.example; none", "", "", "")]
    [InlineData("mx.sund.example", "", "", "")]
    [InlineData("MX.Sund.Example; SPF = pass smtp.mailfrom = sund.example", "", "pass sund.example", "")]
    [InlineData("mx.sund.example; dkim/1=pass reason=\"good; very\" header.i=@sund.example", "pass sund.example", "", "")]
    [InlineData("mx.sund.example; dkim=pass (a (nested) comment; dmarc=pass) header.d=sund.example", "pass sund.example", "", "")]
    [InlineData("other.example; dkim=pass header.d=sund.example", null, null, null)]
    [InlineData("mx.sund.example.evil.example; dmarc=pass header.from=sund.example", null, null, null)]
    [InlineData("(mx.sund.example) evil.example; dmarc=pass", null, null, null)]
    [InlineData("; ; =; dmarc=", null, null, null)]
    public void Results_are_read_as_they_are_written(string value, string? dkim, string? spf, string? dmarc)
    {
        var found = Read($"Authentication-Results: {value}", "mx.sund.example");

        Assert.Equal((dkim, spf, dmarc), found is null ? (null, null, null) : (Told(found.Dkim), Told(found.Spf), Told(found.Dmarc)));
    }

    private static string? Told(AuthenticationVerdict? verdict) => verdict is null ? "" : $"{verdict.Result} {verdict.Domain}".Trim();

    private static AuthenticationResults? Read(string headers, string trusted) =>
        AuthenticationResults.Of(MimeMessage.Load(Encoding.UTF8.GetBytes($"{headers.Replace("\r\n", "\n", StringComparison.Ordinal)}\n\nHej")).Headers, trusted);
}
