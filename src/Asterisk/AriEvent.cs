namespace Isberg.Asterisk;

/// <summary>Something that happened at Asterisk, or to our connection with it.</summary>
/// <param name="At">By Asterisk's clock; for the connection, by ours.</param>
public abstract record AriEvent(DateTimeOffset At);

/// <summary>Events flow from here on; what happened before has to be asked for.</summary>
public sealed record Connected(DateTimeOffset At, AsteriskInfo Info) : AriEvent(At);

/// <summary>Until the next <see cref="Connected"/>, events are lost.</summary>
public sealed record Disconnected(DateTimeOffset At, string Why) : AriEvent(At);

/// <summary>Another program has taken our application over; a <see cref="Disconnected"/> follows.</summary>
public sealed record Replaced(DateTimeOffset At) : AriEvent(At);

/// <summary>What happened to one channel.</summary>
public abstract record ChannelEvent(DateTimeOffset At, AriChannel Channel) : AriEvent(At);

public sealed record ChannelCreated(DateTimeOffset At, AriChannel Channel) : ChannelEvent(At, Channel);

/// <summary>The channel takes our commands from now on.</summary>
/// <param name="Arguments">What the dial plan, or the one who made it, gave along.</param>
/// <param name="Replaces">The channel whose place it takes, after a transfer that a phone made.</param>
public sealed record ChannelEnteredStasis(DateTimeOffset At, AriChannel Channel, IReadOnlyList<string> Arguments, AriChannel? Replaces) : ChannelEvent(At, Channel);

/// <summary>The channel takes no command any more: it has ended, or gone back to the dial plan.</summary>
public sealed record ChannelLeftStasis(DateTimeOffset At, AriChannel Channel) : ChannelEvent(At, Channel);

public sealed record ChannelStateChanged(DateTimeOffset At, AriChannel Channel) : ChannelEvent(At, Channel);

/// <summary>One end wants it over; when we hang up ourselves, this carries a cause that is not the real one.</summary>
public sealed record ChannelHangupRequested(DateTimeOffset At, AriChannel Channel, HangupReason Cause, bool IsSoft) : ChannelEvent(At, Channel);

/// <param name="Status">The status of SIP (486, 404 ...) when the other end refused; 0 when there is none.</param>
public sealed record ChannelDestroyed(DateTimeOffset At, AriChannel Channel, HangupReason Cause, string CauseText, int Status) : ChannelEvent(At, Channel);

/// <param name="Digit">0-9, A-D, * or #.</param>
public sealed record DtmfReceived(DateTimeOffset At, AriChannel Channel, char Digit, TimeSpan Held) : ChannelEvent(At, Channel);

/// <summary>Whoever is listened to has begun to speak, or has ended.</summary>
public sealed record ChannelTalking(DateTimeOffset At, AriChannel Channel, bool IsTalking) : ChannelEvent(At, Channel);

/// <summary>The phone has put us on hold.</summary>
public sealed record ChannelHeld(DateTimeOffset At, AriChannel Channel) : ChannelEvent(At, Channel);

public sealed record ChannelUnheld(DateTimeOffset At, AriChannel Channel) : ChannelEvent(At, Channel);

/// <summary>A leg that we dialled has come further.</summary>
/// <param name="Status">Empty when it begins; then PROGRESS, RINGING, and how it ended: ANSWER, BUSY, CONGESTION, NOANSWER, CANCEL, CHANUNAVAIL.</param>
public sealed record ChannelDialed(DateTimeOffset At, AriChannel Channel, string Status) : ChannelEvent(At, Channel);

/// <summary>A phone asks for a transfer, and leaves it to us (PJSIP_TRANSFER_HANDLING()=ari-only).</summary>
/// <param name="Channel">Of the one who asks.</param>
/// <param name="Destination">The number or address he wants it transferred to.</param>
public sealed record ChannelTransferred(DateTimeOffset At, AriChannel Channel, string Destination, string State) : ChannelEvent(At, Channel);

public sealed record ChannelEnteredBridge(DateTimeOffset At, AriChannel Channel, AriBridge Bridge) : ChannelEvent(At, Channel);

public sealed record ChannelLeftBridge(DateTimeOffset At, AriChannel Channel, AriBridge Bridge) : ChannelEvent(At, Channel);

public sealed record BridgeDestroyed(DateTimeOffset At, AriBridge Bridge) : AriEvent(At);

public sealed record PlaybackFinished(DateTimeOffset At, AriPlayback Playback) : AriEvent(At);

public sealed record EndpointStateChanged(DateTimeOffset At, AriEndpoint Endpoint) : AriEvent(At);

/// <summary>A phone has registered, or is gone.</summary>
/// <param name="Status">Created, Reachable, NonQualified, Unreachable, Removed ...</param>
public sealed record ContactStatusChanged(DateTimeOffset At, AriEndpoint Endpoint, string Status) : AriEvent(At);
