using System.Collections.Concurrent;
using System.Text.Json;
using Isberg.Mail.Html;
using Isberg.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Isberg;

/// <summary>Pages that attack their reader can do nothing in the mail view, nor outside it, once they are written anew.</summary>
public sealed class MailPageTests(Chromium chromium) : Journey(chromium)
{
    /// <summary>The view's own rules: no script, no form, no request; pictures only such as are written into the page. A link that is clicked opens a page of its own.</summary>
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Attacks on one page.</summary>
    private const int Together = 40;

    /// <summary>Of the attacks as they come, at least so many work in a Chromium of today; were none seen, the test would see nothing.</summary>
    private const int LeastAtWork = 10;

    /// <summary>Counts what runs, and touches everything that waits to be touched.</summary>
    private const string Watch = """
        (() => {
          const tell = () => { try { window.told(); } catch { console.log('told'); } };
          for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = tell;
        })();
        """;

    private const string Touch = """
        () => new Promise(done => {
          for (const it of document.querySelectorAll('*'))
            for (const name of ['mouseover', 'mouseenter', 'focus', 'focusin', 'error', 'load', 'toggle', 'pointerdown', 'animationstart', 'input'])
              it.dispatchEvent(new Event(name, { bubbles: name === 'mouseover' }));
          requestAnimationFrame(() => setTimeout(done));
        })
        """;

    private readonly ConcurrentQueue<string> asked = new();
    private int ran;

    [Fact]
    public async Task An_attack_in_a_mails_page_neither_runs_nor_asks_for_anything()
    {
        var attacks = Lines("payloads.jsonl").ConvertAll(it => it.GetProperty("payload").GetString()!);
        var atWork = Lines("live-in-chromium.jsonl").Index().Where(it => it.Item.GetProperty("exec").GetInt32() > 0 || it.Item.GetProperty("requests").GetArrayLength() > 0).Select(it => it.Index).ToList();
        await using var site = await Serve(attacks);
        var address = site.Urls.Single();
        var pages = Enumerable.Range(0, (attacks.Count + Together - 1) / Together).ToList();

        var (ranRaw, askedRaw) = await Visit(atWork.Select(it => $"{address}/raw/{it}"));
        var (ranClean, askedClean) = await Visit(pages.Select(it => $"{address}/clean/{it}"));
        var (ranView, askedView) = await Visit(pages.Select(it => $"{address}/view/{it}"));

        TestContext.Current.SendDiagnosticMessage($"{atWork.Count} attacks that work in Chromium, as they come: {ranRaw} ran, {askedRaw.Count} asked for something");
        TestContext.Current.SendDiagnosticMessage($"{attacks.Count} attacks written anew, outside the view: {ranClean} ran, {askedClean.Count} asked for something");
        TestContext.Current.SendDiagnosticMessage($"{attacks.Count} attacks written anew, in the view: {ranView} ran, {askedView.Count} asked for something");
        Assert.True(ranRaw >= LeastAtWork && askedRaw.Count >= LeastAtWork, $"{ranRaw} ran, {askedRaw.Count} asked");
        Assert.Equal((0, 0), (ranClean, ranView));
        Assert.Empty(askedClean.Concat(askedView));
    }

    private async Task<(int Ran, List<string> Asked)> Visit(IEnumerable<string> addresses)
    {
        (ran, var expected) = (0, new HashSet<string>(StringComparer.Ordinal));
        asked.Clear();
        var page = await Browsers.New("en");
        page.Dialog += (_, it) => _ = it.DismissAsync();
        await page.Context.ExposeBindingAsync("told", (BindingSource _) => Interlocked.Increment(ref ran));
        await page.Context.AddInitScriptAsync(Watch);
        await page.Context.RouteAsync("**/*", route => Pass(route, page));
        foreach (var address in addresses)
        {
            try
            {
                await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
                await page.EvaluateAsync(Touch);
                if (address.Contains("/view/", StringComparison.Ordinal)) Assert.Contains(page.Frames.Skip(1), it => it.Url.Contains("/framed/", StringComparison.Ordinal));
            }
            catch (PlaywrightException error) when (address.Contains("/raw/", StringComparison.Ordinal) && error.Message.Length > 0)
            {
                // An attack as it comes may lead its page elsewhere.
            }
        }

        await page.CloseAsync();
        return (ran, [.. asked]);
    }

    /// <summary>Our own pages go through; all else is written down, and refused.</summary>
    private Task Pass(IRoute route, IPage page)
    {
        var path = new Uri(route.Request.Url).AbsolutePath;
        var isOurs = route.Request.ResourceType == "document" && (path.StartsWith("/raw/", StringComparison.Ordinal) || path.StartsWith("/clean/", StringComparison.Ordinal) || path.StartsWith("/view/", StringComparison.Ordinal));
        if (isOurs || path == "/favicon.ico") return route.ContinueAsync();

        asked.Enqueue($"{page.Url}: {route.Request.Url}");
        return route.AbortAsync();
    }

    private static async Task<WebApplication> Serve(List<string> attacks)
    {
        var clean = attacks.ConvertAll(it => HtmlSanitizer.Sanitize(it).Html);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => Answer(context, attacks, clean));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static Task Answer(HttpContext context, List<string> attacks, List<string> clean)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        var path = context.Request.Path.Value!.Split('/');
        if (path.Length < 3 || !int.TryParse(path[^1], out var number)) return context.Response.WriteAsync("");
        if (path[^2] == "framed") context.Response.Headers.ContentSecurityPolicy = Policy;
        return context.Response.WriteAsync($"<!doctype html><meta charset=utf-8><body>{path[^2] switch
        {
            "raw" => attacks[number],
            "framed" => clean[number],
            "clean" => string.Join('\n', OnPage(number, clean.Count).Select(it => $"<div>{clean[it]}</div>")),
            _ => string.Concat(OnPage(number, clean.Count).Select(it => $"<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/view/framed/{it}\"></iframe>")),
        }}");
    }

    private static IEnumerable<int> OnPage(int page, int all) => Enumerable.Range(page * Together, Math.Clamp(all - page * Together, 0, Together));

    private static List<JsonElement> Lines(string name)
    {
        var folder = Find();
        Assert.SkipWhen(folder is null, "not run: no data");
        return [.. File.ReadLines(Path.Combine(folder!, name)).Where(it => it.Length > 0).Select(it => JsonDocument.Parse(it).RootElement)];
    }

    private static string? Find()
    {
        var data = Environment.GetEnvironmentVariable("ISBERG_TEST_DATA");
        if (data is { Length: > 0 }) return Existing(data);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Existing(Path.Combine(folder.FullName, "shared", "data")) is { } found) return found;
        return null;
    }

    private static string? Existing(string data) => Path.Combine(data, "html") is var folder && Directory.Exists(folder) ? folder : null;
}
