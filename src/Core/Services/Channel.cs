namespace Isberg.Services;

/// <summary>The way a contact comes in.</summary>
public enum Channel
{
    Voice, Chat, Email, Sms, Social, Form, App, Fax, Letter, Task,

    /// <summary>Words that a caller has left instead of waiting.</summary>
    VoiceMessage,
}

/// <summary>Channels that load a person alike and share one capacity.</summary>
public enum ChannelClass
{
    /// <summary>A call: sound in both directions.</summary>
    Voice,

    /// <summary>Live writing: the citizen sits and waits for each answer.</summary>
    Chat,

    /// <summary>What may be put aside: mail, form, letter, SMS, social message, words that a caller has left.</summary>
    Message,

    /// <summary>Work that no citizen waits on the line for.</summary>
    Task,
}

/// <summary>A set of channels.</summary>
[Flags]
public enum ChannelSet
{
    None = 0,
    Voice = 1 << Channel.Voice, Chat = 1 << Channel.Chat, Email = 1 << Channel.Email, Sms = 1 << Channel.Sms,
    Social = 1 << Channel.Social, Form = 1 << Channel.Form, App = 1 << Channel.App, Fax = 1 << Channel.Fax,
    Letter = 1 << Channel.Letter, Task = 1 << Channel.Task, VoiceMessage = 1 << Channel.VoiceMessage,
    All = (1 << (Channels.Last + 1)) - 1,
}

/// <summary>What follows from a channel.</summary>
public static class Channels
{
    public const Channel Last = Channel.VoiceMessage;

    public static ChannelClass Class(this Channel channel) => channel switch
    {
        Channel.Voice => ChannelClass.Voice,
        Channel.Chat => ChannelClass.Chat,
        Channel.Task => ChannelClass.Task,
        _ => ChannelClass.Message,
    };

    public static ChannelSet AsSet(this Channel channel) => (ChannelSet)(1 << (int)channel);

    public static bool Has(this ChannelSet set, Channel channel) => (set & channel.AsSet()) != 0;

    /// <summary>Live channels have a citizen who waits on the line; they are turned away when closed.</summary>
    public static bool IsLive(this Channel channel) => channel is Channel.Voice or Channel.Chat;
}
