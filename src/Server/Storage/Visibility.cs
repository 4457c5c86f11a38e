using Isberg.Access;
using Isberg.Services;

namespace Isberg.Storage;

/// <summary>A row that belongs to one centre.</summary>
public interface IOfCentre
{
    CentreId Centre { get; }
}

/// <summary>A row that belongs to one commissioner of one centre.</summary>
public interface IOfCommissioner : IOfCentre
{
    CommissionerId Commissioner { get; }
}

/// <summary>The only way to query: what a viewer may not see is not there.</summary>
public static class Visibility
{
    public static IQueryable<Centre> VisibleTo(this IQueryable<Centre> centres, Viewer viewer) =>
        centres.Where(it => it.Id == viewer.Centre);

    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> rows, Viewer viewer)
        where T : class, IOfCentre
    {
        var mine = rows.Where(it => it.Centre == viewer.Centre);
        if (viewer.Commissioners is null || !typeof(IOfCommissioner).IsAssignableFrom(typeof(T))) return mine;

        var commissioners = viewer.Commissioners.ToArray();
        return mine.Where(it => commissioners.Contains(((IOfCommissioner)it).Commissioner));
    }
}
