namespace Isberg.Channels.Voice;

/// <summary>What is done with a call, each piece by itself; <see cref="SettleCall"/> says when.</summary>
internal sealed record CallSteps(RingPhone Ring, SayToCaller Say, RecordCall Record, PromiseCallback Promise);
