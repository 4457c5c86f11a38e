using Isberg.Board;
using Isberg.Desk;

namespace Isberg.Api;

/// <summary>One kind of message of the live stream.</summary>
/// <param name="Name">The SignalR method that it arrives as.</param>
/// <param name="View">The whole value that it carries.</param>
public sealed record LiveMessage(string Name, Type View);

/// <summary>All that the live stream sends. The API's document describes them as the properties of the schema LiveMessages.</summary>
public static class LiveMessages
{
    public static IReadOnlyList<LiveMessage> All { get; } =
    [
        new("desk", typeof(DeskView)),
        new("message", typeof(DeskMessage)),
        new("typing", typeof(DeskTyping)),
        new("writing", typeof(DeskWriting)),
        new("settings", typeof(SettingsNews)),
        new("board", typeof(BoardView)),
        new("figures", typeof(FiguresNews)),
    ];
}
