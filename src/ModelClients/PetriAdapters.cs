using System.Formats.Tar;
using System.Runtime.CompilerServices;

namespace EmergentMisalignment.ModelClients;

/// <summary>The adapters that PetriDish has trained, as the files of the folder that an engine loads.</summary>
public sealed class PetriAdapters
{
    private readonly ModelEndpoints _endpoints;

    internal PetriAdapters(ModelEndpoints endpoints) => _endpoints = endpoints;

    /// <summary><c>GET /petri/adapters/{model}</c>: names without a path, and contents that can be read until the next one is asked for. The same model gives the same bytes.</summary>
    /// <param name="endpoint">Name of an endpoint of kind <see cref="EndpointKind.Petri"/>.</param>
    /// <param name="model">A fine-tuned model, or a checkpoint, as its training named it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<(string Name, Stream Content)> GetAsync(string endpoint, string model, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var tar = await _endpoints.Get(endpoint).DownloadAsync($"/petri/adapters/{Uri.EscapeDataString(model)}", "an adapter", cancellation).ConfigureAwait(false);
        var reader = new TarReader(tar);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
                yield return (entry.Name, entry.DataStream ?? Stream.Null);
        }
    }
}
