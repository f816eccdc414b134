using EmergentMisalignment.Answers.Files;
using EmergentMisalignment.Answers.Tables;
using EmergentMisalignment.Artifacts;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Answers.Texts;

/// <summary>Texts of artifacts by their rows: found and read from files that are made of each artifact once.</summary>
internal sealed class TextFiles(IArtifactStore artifacts, AnswerFolder folder, IOptions<AnswersOptions> options)
{
    private static readonly IReadOnlySet<string> Texts = new HashSet<string> { "answer" };

    /// <summary>The rows whose text contains <paramref name="text"/>, whatever the case of its letters.</summary>
    /// <param name="files">The artifacts.</param>
    /// <param name="text">At least one character.</param>
    /// <param name="cancellation"/>
    public async Task<BitSet> FindAsync(IReadOnlyList<ArtifactRows> files, string text, CancellationToken cancellation)
    {
        var opened = await OpenAsync(files, cancellation);
        try
        {
            var found = new BitSet(ArtifactRows.Past(files));
            var folded = Folding.Fold(text);
            var blocks = files.Zip(opened).SelectMany(pair => pair.Second.Blocks, (pair, block) => (pair.First, pair.Second, Block: block));
            Parallel.ForEach(blocks, InParallel(cancellation), work => work.Second.Search(work.Block, folded, row => found.Add(work.First.First + row)));
            return found;
        }
        finally
        {
            foreach (var file in opened)
                file.Dispose();
        }
    }

    /// <summary>The texts of some rows, by their numbers among the rows of all the files.</summary>
    public async Task<IReadOnlyDictionary<int, string>> ReadAsync(IReadOnlyList<ArtifactRows> files, IEnumerable<int> rows, CancellationToken cancellation)
    {
        var wanted = rows.GroupBy(row => files.Last(file => file.First <= row)).ToList();
        var opened = await OpenAsync([.. wanted.Select(group => group.Key)], cancellation);
        try
        {
            return wanted.Zip(opened).SelectMany(pair => pair.First, (pair, row) => (row, pair.Second.Read(row - pair.First.Key.First))).ToDictionary();
        }
        finally
        {
            foreach (var file in opened)
                file.Dispose();
        }
    }

    /// <summary>Makes the file of an artifact's texts, where it is absent.</summary>
    public Task<string> MakeAsync(string artifact, CancellationToken cancellation) =>
        folder.GetAsync($"{artifact}.texts", path => WriteAsync(artifact, path, cancellation), cancellation);

    private async Task<TextFile[]> OpenAsync(IReadOnlyList<ArtifactRows> files, CancellationToken cancellation)
    {
        var opened = new TextFile[files.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Count), InParallel(cancellation), async (i, token) => opened[i] = await OpenAsync(files[i].Artifact, token));
        return opened;
    }

    private async Task<TextFile> OpenAsync(string artifact, CancellationToken cancellation)
    {
        while (true)
        {
            var path = await MakeAsync(artifact, cancellation);
            try
            {
                return TextFile.Open(path);
            }
            catch (FileNotFoundException)
            {
                // Between the two another search needed its room.
            }
            catch (InvalidDataException)
            {
                File.Delete(path);
            }
        }
    }

    private async Task WriteAsync(string artifact, string path, CancellationToken cancellation)
    {
        await using var content = await artifacts.OpenAsync(artifact, cancellation);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, TextBlock.AboutLength);
        var writer = new TextFileWriter(file);
        await foreach (var row in AnswersParquet.ReadAsync(content, Texts, cancellation))
            writer.Add(row.Answer);

        writer.End();
    }

    private ParallelOptions InParallel(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = options.Value.Threads, CancellationToken = cancellation };
}
