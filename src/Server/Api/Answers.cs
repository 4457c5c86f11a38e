using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isberg.Api;

/// <summary>Answers with what was created or changed, under its version.</summary>
internal static class Answers
{
    /// <param name="address">Where the new thing can be read.</param>
    public static Results<Created<TView>, ProblemHttpResult> Created<TRow, TView>(
        this Outcome<TRow> outcome, HttpContext context, Func<TRow, TView> view, Func<TRow, Guid> version, Func<TRow, string> address)
    {
        if (!outcome.Succeeded(out var row, out var refusal)) return Problem.Of(refusal);

        context.ShowVersion(version(row));
        return TypedResults.Created(address(row), view(row));
    }

    public static Results<Ok<TView>, ProblemHttpResult> Changed<TRow, TView>(
        this Outcome<TRow> outcome, HttpContext context, Func<TRow, TView> view, Func<TRow, Guid> version)
    {
        if (!outcome.Succeeded(out var row, out var refusal)) return Problem.Of(refusal);

        context.ShowVersion(version(row));
        return TypedResults.Ok(view(row));
    }

    /// <summary>One thing that was looked up; null: there is none.</summary>
    public static Results<Ok<TView>, ProblemHttpResult> Shown<TRow, TView>(
        this TRow? row, HttpContext context, Func<TRow, TView> view, Func<TRow, Guid> version, Refusal unknown)
        where TRow : class
    {
        if (row is null) return Problem.Of(unknown);

        context.ShowVersion(version(row));
        return TypedResults.Ok(view(row));
    }
}
