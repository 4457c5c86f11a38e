using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg.World;

/// <summary>What axe-core complains of, page by page.</summary>
public sealed class Barriers
{
    private readonly List<string> found = [];

    /// <param name="sign">What is seen once the page is there.</param>
    public async Task Look(IPage page, string name, ILocator sign)
    {
        await Expect(sign.First).ToBeVisibleAsync();
        var result = await page.RunAxe();
        found.AddRange(result.Violations.SelectMany(it => it.Nodes.Select(node => $"{name}: {it.Id}: {it.Help}: {node.Html}")));
    }

    public void AreNone() => Assert.True(found.Count == 0, string.Join('\n', found));
}
