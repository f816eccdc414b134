using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Looks things up: one, or a list page by page, each request a call of its own in the queue.</summary>
internal sealed class PagedWire(EndpointWire wire, CallPipeline pipeline)
{
    private const int PageSize = 100;

    public ValueTask<T> GetAsync<T>(string path, string operation, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        pipeline.RunAsync(
            operation, static (state, token) => state.wire.GetAsync(state.path, state.operation, state.type, token),
            (wire, path, operation, type), cancellationToken);

    /// <summary>A list's items, a page fetched when it is reached.</summary>
    public async IAsyncEnumerable<TItem> PagesAsync<TPage, TItem>(
        string path, string filter, string operation, JsonTypeInfo<TPage> type, Func<TItem, string> id, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : IPage<TItem>
    {
        for (var after = ""; ;)
        {
            var page = await GetAsync($"{path}?limit={PageSize}{after}{filter}", operation, type, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data ?? [])
                yield return item;
            if (!page.HasMore || page.Data is not { Length: > 0 })
                yield break;
            after = $"&after={Uri.EscapeDataString(id(page.Data[^1]))}";
        }
    }
}
