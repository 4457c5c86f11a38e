using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isberg.Access;

/// <summary>One operation of the API's document, and how a stranger would try it.</summary>
/// <param name="Body">The kind of body that it takes; null: none.</param>
public sealed partial record EveryEndpoint(string Method, string Path, string Permission, string? Body)
{
    public static IEnumerable<EveryEndpoint> Of(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new EveryEndpoint(
            operation.Name.ToUpperInvariant(), path.Name, operation.Value.GetProperty("x-permission").GetString()!,
            operation.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Name : null);

    /// <summary>The parts of the address that name something.</summary>
    public int Places => Place().Count(Path);

    public override string ToString() => $"{Method} {Path} ({Permission})";

    /// <summary>Sends it with this in every place, an empty object as body, and If-Match: *.</summary>
    /// <returns>The status, and the code of the refusal if it is one.</returns>
    public async Task<(int Status, string? Code)> Try(HttpClient client, string place, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), AddressWith(place));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (Body is not null) request.Content = new StringContent("{}", Encoding.UTF8, Body);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return ((int)answer.StatusCode, null);

        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(stop));
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString());
    }

    public string AddressWith(string place) => Place().Replace(Path, it => it.Value == "{number}" ? "1" : place);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
