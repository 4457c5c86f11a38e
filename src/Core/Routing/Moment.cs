namespace Isberg.Routing;

/// <summary>A moment as UTC ticks: half the size of a DateTimeOffset, of which the floor keeps millions.</summary>
internal readonly record struct Moment(long Ticks) : IComparable<Moment>
{
    public static readonly Moment Never = new(long.MaxValue);

    public int CompareTo(Moment other) => Ticks.CompareTo(other.Ticks);

    public static Moment Earlier(Moment a, Moment b) => a.Ticks <= b.Ticks ? a : b;

    public static Moment Later(Moment a, Moment b) => a.Ticks >= b.Ticks ? a : b;

    public static bool operator <(Moment a, Moment b) => a.Ticks < b.Ticks;

    public static bool operator >(Moment a, Moment b) => a.Ticks > b.Ticks;

    public static bool operator <=(Moment a, Moment b) => a.Ticks <= b.Ticks;

    public static bool operator >=(Moment a, Moment b) => a.Ticks >= b.Ticks;

    public static Moment operator +(Moment moment, TimeSpan span) => new(moment.Ticks + span.Ticks);

    public static Moment operator -(Moment moment, TimeSpan span) => new(moment.Ticks - span.Ticks);

    public static TimeSpan operator -(Moment later, Moment earlier) => new(later.Ticks - earlier.Ticks);

    public static implicit operator Moment(DateTimeOffset moment) => new(moment.UtcTicks);

    public static implicit operator DateTimeOffset(Moment moment) => new(moment.Ticks, TimeSpan.Zero);
}
