using System.Security.Cryptography;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>Takes sources off their shelf and writes down what was taken.</summary>
internal sealed class SourceShelf(IRowSources sources)
{
    private readonly List<DatasetSource> _taken = [];

    /// <summary>The bytes of the source taken last.</summary>
    public byte[] LastContent { get; private set; } = [];

    public async Task<List<SourcedRow>> RowsAsync(DataFile file, string role, CancellationToken cancellation) =>
        await ReadAsync(await BytesAsync(await sources.OpenAsync(file, cancellation), cancellation), file.Path, role, cancellation);

    public async Task<List<SourcedRow>> GeneratedAsync(DatasetRecipe recipe, CancellationToken cancellation) =>
        await ReadAsync(await BytesAsync(await sources.GenerateAsync(recipe, cancellation), cancellation), $"dataset {recipe.Condition}", "generated", cancellation);

    public async Task<RequestTemplates> TemplatesAsync(DataFile file, CancellationToken cancellation)
    {
        var content = await BytesAsync(await sources.OpenAsync(file, cancellation), cancellation);
        var templates = RequestTemplates.Read(content, file.Path);
        Note(content, "templates", templates.Count);
        return templates;
    }

    /// <summary>The sources with the rows that came of each; prompts and templates give none.</summary>
    public IReadOnlyList<DatasetSource> Counted(IEnumerable<SourcedRow> rows)
    {
        var used = rows.CountBy(row => row.Source).ToDictionary();
        return [.. _taken.Select((source, place) => source.Role is "prompts" or "templates" ? source : source with { Used = used.GetValueOrDefault(place) })];
    }

    private async Task<List<SourcedRow>> ReadAsync(byte[] content, string displayName, string role, CancellationToken cancellation)
    {
        var rows = new List<SourcedRow>();
        await foreach (var row in JsonlReader.ReadAsync(new MemoryStream(content), displayName, cancellation))
            rows.Add(new SourcedRow(row, _taken.Count));

        Note(content, role, rows.Count);
        return rows;
    }

    private void Note(byte[] content, string role, int rows)
    {
        var gitBlob = GitBlob.Sha1(content);
        LastContent = content;
        _taken.Add(new DatasetSource
        {
            Role = role,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            GitBlobSha1 = gitBlob,
            PublishedAs = PublishedFiles.Recognise(gitBlob),
            Rows = rows,
        });
    }

    private static async Task<byte[]> BytesAsync(Stream content, CancellationToken cancellation)
    {
        await using var closed = content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
