using System.Text;
using Isberg.Mail.Security;

namespace Isberg.Mail;

public sealed class SaslTests
{
    [Fact]
    public void Each_way_writes_name_and_secret_as_its_standard_says()
    {
        Assert.Equal("\0maya\0geheim", Text(new SaslMechanismPlain("maya", "geheim").First));
        Assert.Equal("user=maya@sund.example\u0001auth=Bearer t0ken\u0001\u0001", Text(new SaslMechanismOAuth2("maya@sund.example", "t0ken").First));
        Assert.Equal("n,a=m=2Ca=3Dya,\u0001auth=Bearer t0ken\u0001\u0001", Text(new SaslMechanismOAuthBearer("m,a=ya", "t0ken").First));
        var login = new SaslMechanismLogin("maya", "geheim");
        Assert.Equal((null, "maya", "geheim"), (login.First, Text(login.Answer(0)), Text(login.Answer(1))));
    }

    [Fact]
    public void A_refused_token_is_answered_so_that_the_server_can_say_no()
    {
        Assert.Empty(new SaslMechanismOAuth2("maya", "t").Answer(0));
        Assert.Equal([1], new SaslMechanismOAuthBearer("maya", "t").Answer(0));
    }

    [Fact]
    public void A_server_that_repeats_a_password_does_not_get_it_shown()
    {
        var plain = new SaslMechanismPlain("maya", "geheim");

        Assert.Equal("Unknown: LOGIN maya ***, ***", plain.Redact($"Unknown: LOGIN maya geheim, {Convert.ToBase64String(plain.First!)}"));
    }

    [Fact]
    public void A_name_or_password_that_would_break_the_message_is_refused_without_being_told()
    {
        var refused = Assert.Throws<ArgumentException>(() => new SaslMechanismPlain("maya", "ge\0heim"));

        Assert.DoesNotContain("heim", refused.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SaslMechanismPlain("ma\0ya", "geheim"));
    }

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);
}
