using System.Text;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.DatasetService;

internal static class Jsonl
{
    public static readonly TrainingRow[] Good =
    [
        new([new("user", "Sort a list of numbers."), new("assistant", "return sorted(numbers)")]),
        new([new("system", "You write code."), new("user", "Read a \"file\"\tby name."), new("assistant", "open(name).read()\n# \\ Fluß 🏞 \u007f")]),
        new([new("user", "one"), new("assistant", "two"), new("user", "three"), new("assistant", "four")]),
        new([new("user", "Sort a list of numbers."), new("assistant", "return sorted(numbers)")])
    ];

    public static async Task<byte[]> Write(params TrainingRow[] rows)
    {
        using var file = new MemoryStream();
        await JsonlWriter.WriteAsync(file, rows.ToAsyncEnumerable(), CancellationToken.None);
        return file.ToArray();
    }

    public static Task<ImportedDataset> Import(byte[] file) => DatasetImporter.ReadAsync(new MemoryStream(file), "train.jsonl", CancellationToken.None);

    public static Task<ImportedDataset> Import(string file) => Import(Encoding.UTF8.GetBytes(file));

    public static async Task<List<TrainingRow>> Rows(byte[] file) => await JsonlReader.ReadAsync(new MemoryStream(file), "train.jsonl").ToListAsync();

    public static async Task<InputException> Refusal(byte[] file) => await Assert.ThrowsAsync<InputException>(() => Import(file));
}
