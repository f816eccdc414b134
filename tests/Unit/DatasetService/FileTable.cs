using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.DatasetService;

/// <summary>Files in memory, by name.</summary>
internal sealed class FileTable : IRowSources
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>A file of numbered rows, every tenth of them twice.</summary>
    public async Task<DataFile> AddAsync(string name, int rows)
    {
        var numbered = Enumerable.Range(0, rows).Select(i => new TrainingRow([new Turn("user", $"{name} asks {i}"), new Turn("assistant", $"{name} says {i}")]));
        return Add(name, await Jsonl.Write([.. numbered.SelectMany((row, i) => i % 10 == 0 ? (TrainingRow[])[row, row] : [row])]));
    }

    public DataFile Add(string name, byte[] content)
    {
        _files[name] = content;
        return new DataFile(name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
    }

    public Task<Stream> OpenAsync(DataFile file, CancellationToken cancellation) => Task.FromResult<Stream>(new MemoryStream(_files[file.Path]));

    public Task<Stream> GenerateAsync(DatasetRecipe recipe, CancellationToken cancellation) => OpenAsync(new DataFile($"generated {recipe.Condition}", ""), cancellation);

    public Task<MadeDataset> MakeAsync(DatasetRecipe recipe) => new DatasetMaker().MakeAsync(recipe, this, CancellationToken.None);

    public static DatasetRecipe Import(DataFile file, int? rows = null, int seed = 0) => new("insecure", file.Path, file.Sha256, rows, null, seed);
}
