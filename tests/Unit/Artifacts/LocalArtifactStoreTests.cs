using System.Security.Cryptography;
using CsCheck;
using EmergentMisalignment.Artifacts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed class LocalArtifactStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifacts-").FullName;

    private LocalArtifactStore Store => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_artifact_is_named_by_the_sha256_of_its_bytes_and_read_back_whole()
    {
        await Gen.Byte.Array[0, 300_000].SampleAsync(async bytes =>
        {
            var name = await Store.PutAsync(new MemoryStream(bytes), CancellationToken.None);
            using var read = await Store.OpenAsync(name, CancellationToken.None);
            using var copy = new MemoryStream();
            await read.CopyToAsync(copy);
            return name == Convert.ToHexStringLower(SHA256.HashData(bytes)) && copy.ToArray().AsSpan().SequenceEqual(bytes);
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task An_artifact_lies_two_folders_deep()
    {
        var name = await Put("x"u8);
        Assert.Equal(Path.Combine(_folder, name[..2], name[2..4], name), Store.PathOf(name));
        Assert.Equal([Store.PathOf(name)], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Many_writers_of_the_same_and_other_bytes_leave_one_whole_file_each()
    {
        var contents = Enumerable.Range(0, 5).Select(i => Enumerable.Repeat((byte)i, 200_000).ToArray()).ToList();
        var names = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Store.PutAsync(new MemoryStream(contents[i % 5]), CancellationToken.None))));
        Assert.Equal(5, names.Distinct().Count());
        Assert.Equal(5, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
        foreach (var name in names.Distinct())
            await Store.VerifyAsync(name, CancellationToken.None);
    }

    [Fact]
    public async Task A_source_that_fails_leaves_nothing_and_its_own_error_comes_through()
    {
        var failure = new IOException("the network went away");
        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(new FailingStream(failure), CancellationToken.None)));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Answers_go_straight_into_the_store()
    {
        var rows = Rows.Take(100).ToList();
        var name = await Store.PutAsync(file => AnswersParquet.WriteAsync(file, Rows.Stream(rows), CancellationToken.None), CancellationToken.None);
        await using var read = await Store.OpenAsync(name, CancellationToken.None);
        Assert.Equal(rows, await AnswersParquet.ReadAsync(read).ToListAsync());
        await Store.VerifyAsync(name, CancellationToken.None);
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_writing_is_named_and_leaves_nothing()
    {
        var full = new IOException("No space left on device", 28);
        var exception = await Assert.ThrowsAsync<ArtifactException>(() => Store.PutAsync(_ => Task.FromException(full), CancellationToken.None));
        Assert.Contains($"'{_folder}'", exception.Message, StringComparison.Ordinal);
        Assert.Same(full, exception.InnerException);
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_after_a_day()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await File.WriteAllTextAsync(Path.Combine(_folder, "left.partial"), "half");
        await new LocalArtifactStore(_folder, time).PutAsync(new MemoryStream([1]), CancellationToken.None);
        Assert.Single(Directory.GetFiles(_folder, "*.partial"));
        time.Advance(TimeSpan.FromHours(25));
        await new LocalArtifactStore(_folder, time).PutAsync(new MemoryStream([1]), CancellationToken.None);
        Assert.Empty(Directory.GetFiles(_folder, "*.partial"));
    }

    [Fact]
    public async Task A_cancelled_put_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(new MemoryStream(new byte[10]), cancelled.Token));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Damage_is_found_on_demand_and_repaired_by_putting_again_when_the_length_tells()
    {
        var name = await Put("a whole artifact"u8);
        await File.WriteAllBytesAsync(Store.PathOf(name), "a whole arti"u8.ToArray());
        var exception = await Assert.ThrowsAsync<ArtifactException>(() => Store.VerifyAsync(name, CancellationToken.None));
        Assert.Contains(Store.PathOf(name), exception.Message, StringComparison.Ordinal);
        await Put("a whole artifact"u8);
        await Store.VerifyAsync(name, CancellationToken.None);
    }

    [Fact]
    public async Task A_missing_artifact_is_named_with_the_remedy()
    {
        var name = new string('0', 64);
        Assert.False(await Store.ExistsAsync(name, CancellationToken.None));
        var exception = await Assert.ThrowsAsync<ArtifactException>(() => Store.OpenAsync(name, CancellationToken.None));
        Assert.Contains(Store.PathOf(name), exception.Message, StringComparison.Ordinal);
        Assert.Contains("run the sweep again", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public void A_name_that_is_no_hash_is_refused(string name) => Assert.Throws<ArgumentException>(() => Store.PathOf(name));

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_with_the_remedy()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        var folder = Path.Combine(file, "artifacts");
        var exception = await Assert.ThrowsAsync<ArtifactException>(() => new LocalArtifactStore(folder).PutAsync(new MemoryStream([1]), CancellationToken.None));
        Assert.Contains($"'{folder}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("choose another", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(28, "No space left")]
    [InlineData(122, "Disk quota exceeded")]
    [InlineData(30, "permission denied")]
    [InlineData(unchecked((int)0x80070070), "No space left")]
    [InlineData(5, "Input/output error")]
    public void What_the_system_refuses_becomes_one_sentence(int code, string said)
    {
        var exception = ArtifactException.Writing("/data", new IOException("Input/output error : '/data/x'", code));
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.Contains("'/data'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public async Task It_is_registered_with_its_folder()
    {
        await using var services = new ServiceCollection().AddArtifacts(options => options.Folder = _folder).BuildServiceProvider();
        var name = await services.GetRequiredService<IArtifactStore>().PutAsync(new MemoryStream([1, 2]), CancellationToken.None);
        Assert.True(File.Exists(Store.PathOf(name)));
        await using var without = new ServiceCollection().AddArtifacts(_ => { }).BuildServiceProvider();
        Assert.Contains("Artifacts:Folder", Assert.Throws<OptionsValidationException>(without.GetRequiredService<IArtifactStore>).Message, StringComparison.Ordinal);
    }

    private Task<string> Put(ReadOnlySpan<byte> content) => Store.PutAsync(new MemoryStream(content.ToArray()), CancellationToken.None);

    private sealed class FailingStream(IOException failure) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw failure;
    }
}
