namespace Isberg.Access;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("kort", "password.short.invalid")]
    [InlineData("password1234", "password.common.invalid")]
    [InlineData("P4ssw0rd!2026", "password.common.invalid")]
    [InlineData("Sommar2026!!!", "password.common.invalid")]
    [InlineData("HejHejHejHej1", "password.common.invalid")]
    [InlineData("qwertyuiop12", "password.common.invalid")]
    [InlineData("123456789012", "password.common.invalid")]
    [InlineData("aaaaaaaaaaaaaa", "password.common.invalid")]
    [InlineData("xk7xk7xk7xk7", "password.common.invalid")]
    [InlineData("Välkommen Kommun 1", "password.common.invalid")]
    [InlineData("lindqvist-är-bäst", "password.near.invalid")]
    public void A_password_that_is_tried_first_is_refused(string password, string code) =>
        Assert.Equal(code, PasswordRules.Broken(password, ["maya", "lindqvist", "isberg"])?.Code);

    [Theory]
    [InlineData("tre gröna tallar vid sundet")]
    [InlineData("correct horse battery staple")]
    [InlineData("Fyren-lyser-hela-natten-7")]
    [InlineData("kahvikuppi ja märät lapaset")]
    [InlineData("密码是一只会飞的蓝色河马吗")]
    public void A_long_one_is_good_whatever_it_is_made_of(string password) =>
        Assert.Null(PasswordRules.Broken(password, ["maya", "lindqvist", "isberg"]));

    [Fact]
    public void A_password_of_a_thousand_characters_is_refused_before_it_is_hashed() =>
        Assert.Equal("password.long.invalid", PasswordRules.Broken(new string('ö', 1_000), [])?.Code);
}
