using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>The words that callers hear, where nobody has written others.</summary>
internal static class Sayings
{
    private static readonly TextFiles Files = new(typeof(Sayings).Assembly, "Isberg.Channels.Voice.Texts");

    public static string Say(Language language, string key, params object[] values) => Files.Say(language.Code, key, values);

    /// <summary>One saying in every language.</summary>
    public static Texts All(string key) => Texts.Of([.. TextFiles.Languages.Select(it => (it, Files.Say(it, key)))]);
}
