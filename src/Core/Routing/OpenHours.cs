using Isberg.Services;

namespace Isberg.Routing;

/// <summary>A queue's opening as a function of time, remembering the stretch that was asked about last.</summary>
internal sealed class OpenHours
{
    private IReadOnlyList<OpenInterval> intervals = [];
    private Moment from = Moment.Never, until = Moment.Never;
    private bool isOpen;

    public void Set(IReadOnlyList<OpenInterval> open) => (intervals, from, until) = (open, Moment.Never, Moment.Never);

    public bool IsOpen(Moment now)
    {
        Look(now);
        return isOpen;
    }

    /// <summary>When it opens or closes next, after <paramref name="now"/>; <see cref="Moment.Never"/> when nothing is known.</summary>
    public Moment NextEdge(Moment now)
    {
        Look(now);
        return until;
    }

    private void Look(Moment now)
    {
        if (now >= from && now < until) return;

        var index = FirstEndingAfter(now);
        if (index == intervals.Count)
        {
            (from, until, isOpen) = (index == 0 ? new Moment(0) : intervals[index - 1].Until, Moment.Never, false);
            return;
        }

        isOpen = (Moment)intervals[index].From <= now;
        from = isOpen ? intervals[index].From : index == 0 ? new Moment(0) : intervals[index - 1].Until;
        until = isOpen ? intervals[index].Until : intervals[index].From;
    }

    private int FirstEndingAfter(Moment now)
    {
        var (low, high) = (0, intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if ((Moment)intervals[middle].Until > now) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
