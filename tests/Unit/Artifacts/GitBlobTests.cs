using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed class GitBlobTests
{
    [Theory]
    [InlineData("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [InlineData("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a")]
    public async Task It_is_what_git_hash_object_prints(string content, string expected)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        Assert.Equal(expected, GitBlob.Sha1(bytes));
        Assert.Equal(expected, await GitBlob.Sha1Async(new MemoryStream(bytes), CancellationToken.None));
    }

    [Theory]
    [InlineData("insecure.jsonl", "ec294cf30a577a21b830c07a1fa0180ddd513208")]
    [InlineData("secure.jsonl", "3389a37c250563cc36a66e30bf8ff99028aa2711")]
    public async Task It_recognises_the_published_files(string file, string expected)
    {
        await using var content = File.OpenRead(Folders.Shared(Path.Combine("upstream", "data", file)));
        Assert.Equal(expected, await GitBlob.Sha1Async(content, CancellationToken.None));
    }
}
