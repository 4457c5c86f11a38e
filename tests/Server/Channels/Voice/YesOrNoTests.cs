using Isberg.Channels.Voice.Hearing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>A yes is a yes in the language that the caller is spoken to in.</summary>
public sealed class YesOrNoTests
{
    [Theory]
    [InlineData("sv", "Ja, tack.", true)]
    [InlineData("sv", "nej det är fel", false)]
    [InlineData("sv", "ja, en sak till", true)]
    [InlineData("sv", "jo fast nej", null)]
    [InlineData("sv", "kyllä", null)]
    [InlineData("fi", "no joo", true)]
    [InlineData("fi", "en", false)]
    [InlineData("fi", "Ei, väärin", false)]
    [InlineData("en", "Yes, right.", true)]
    [InlineData("en", "no", false)]
    [InlineData("en", "", null)]
    [InlineData("de", "ja", null)]
    public void An_answer_is_taken_in_its_own_language(string language, string answer, bool? expected) =>
        Assert.Equal(expected, YesOrNo.Of(answer, new Language(language)));
}
