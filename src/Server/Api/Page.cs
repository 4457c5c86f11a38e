using System.Security.Cryptography;
using System.Text.Json;
using Isberg.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Isberg.Api;

/// <summary>One page of a list.</summary>
/// <param name="Next">Send it as the parameter "after" to get the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a page ended, sealed: it tells the caller nothing, cannot be forged, and is good for his centre only.</summary>
public sealed class Pages(IDataProtectionProvider protection)
{
    public static readonly Refusal InvalidCursor = new("cursor.invalid", "This place in the list cannot be read. Begin again with the first page.");

    private const int MostLength = 2_000;

    /// <summary>The number of items asked for, within limits.</summary>
    public static int Size(int? asked) => Math.Clamp(asked ?? Limits.UsualPage, 1, Limits.Page);

    /// <summary>Makes a page of what was read: one row more than its size shows that there is a next one.</summary>
    public Page<TView> Of<TRow, TView, TPlace>(
        Viewer viewer, IReadOnlyList<TRow> rows, int size, Func<TRow, TView> view, Func<TRow, TPlace> place) => new(
        [.. rows.Take(size).Select(view)],
        rows.Count > size ? Seal(viewer, place(rows[size - 1])) : null);

    public string Seal<TPlace>(Viewer viewer, TPlace place) =>
        WebEncoders.Base64UrlEncode(Seal(viewer).Protect(JsonSerializer.SerializeToUtf8Bytes(place)));

    /// <summary>The place after which to go on; the default of the type on the first page.</summary>
    public Outcome<TPlace?> Open<TPlace>(Viewer viewer, string? after)
    {
        if (string.IsNullOrEmpty(after)) return default(TPlace);
        if (after.Length > MostLength) return InvalidCursor;
        try
        {
            return JsonSerializer.Deserialize<TPlace>(Seal(viewer).Unprotect(WebEncoders.Base64UrlDecode(after)));
        }
        catch (Exception error) when (error is FormatException or CryptographicException or JsonException)
        {
            return InvalidCursor;
        }
    }

    private IDataProtector Seal(Viewer viewer) => protection.CreateProtector("page", viewer.Centre.Value.ToString());
}
