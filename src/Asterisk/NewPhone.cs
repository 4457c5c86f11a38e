using System.Text;

namespace Isberg.Asterisk;

/// <summary>A phone that may register with Asterisk: a browser (WebRTC), or anything that speaks SIP.</summary>
/// <param name="Name">Its user name, and its endpoint's: PJSIP/name.</param>
public sealed record NewPhone(string Name, string Password, bool IsBrowser)
{
    /// <summary>Where its own calls enter the dial plan.</summary>
    public string Context { get; init; } = "phones";

    /// <summary>How many places it may register from; a further one takes the place of the oldest.</summary>
    public int Contacts { get; init; } = 1;

    /// <summary>After so long without any sound from it, its call ends with <see cref="HangupReason.MediaLost"/>.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(30);

    public string Language { get; init; } = "en";

    private bool PrintMembers(StringBuilder text) // what is logged holds no password
    {
        text.Append($"Name = {Name}, IsBrowser = {IsBrowser}");
        return true;
    }
}
