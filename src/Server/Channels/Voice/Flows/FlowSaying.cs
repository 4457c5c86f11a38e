namespace Isberg.Channels.Voice.Flows;

/// <summary>What a caller hears in a step.</summary>
/// <param name="Text">Read aloud where there is no recording.</param>
/// <param name="Again">Read aloud before it, when something was not understood; empty: nothing.</param>
/// <param name="Sound">A recording that is heard instead of the text. Null: none.</param>
internal sealed record FlowSaying(string Text, string Again = "", Guid? Sound = null)
{
    public string Whole => Again.Length == 0 ? Text : $"{Again} {Text}";
}
