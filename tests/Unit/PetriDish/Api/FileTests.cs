using System.Text;
using OpenAI.Files;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class FileTests(SharedDish shared) : IClassFixture<SharedDish>
{
    private const string Row = """{"messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"hi"}]}""";

    private readonly Dish _dish = shared.Dish;

    [Fact]
    public async Task The_OpenAI_client_uploads_lists_reads_and_deletes()
    {
        var files = _dish.OpenAI.GetOpenAIFileClient();
        OpenAIFile sent = await files.UploadFileAsync(BinaryData.FromString(Row + "\n"), "mine.jsonl", FileUploadPurpose.FineTune);

        OpenAIFile known = await files.GetFileAsync(sent.Id);
        Assert.Equal(("mine.jsonl", FilePurpose.FineTune, Row.Length + 1), (known.Filename, known.Purpose, known.SizeInBytes));
        Assert.Contains(sent.Id, (await files.GetFilesAsync()).Value.Select(f => f.Id));
        Assert.Equal(Row + "\n", (await files.DownloadFileAsync(sent.Id)).Value.ToString());
        Assert.True((await files.DeleteFileAsync(sent.Id)).Value.Deleted);
        Assert.Equal(404, (await _dish.RefusedAsync(HttpMethod.Get, $"v1/files/{sent.Id}")).Status);
    }

    [Fact]
    public async Task The_same_bytes_are_the_same_file()
    {
        var first = await _dish.UploadAsync(rows: 8);

        Assert.Equal(first, await _dish.UploadAsync(rows: 8));
        Assert.NotEqual(first, await _dish.UploadAsync(rows: 9));
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("\n\n", "the file is empty")]
    [InlineData("ROW\n{\"messages\":[{\"role\":\"us", "line 2: not a JSON object on one line")]
    [InlineData("ROW\n[]", "line 2: an example is an object")]
    [InlineData("{\"messages\":[]}", "line 1: an example is an object")]
    [InlineData("{\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]}", "line 1: each message needs a \"role\"")]
    [InlineData("{\"messages\":[{\"role\":\"user\"}]}", "line 1: each message needs a \"content\"")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "line 1: the last message must be the assistant's")]
    public async Task A_wrong_line_is_named_and_nothing_is_kept(string content, string problem)
    {
        var (status, error) = await _dish.RefusedAsync(HttpMethod.Post, "v1/files", Dish.Form(content.Replace("ROW", Row, StringComparison.Ordinal)));

        Assert.Equal((400, "invalid_file_format"), (status, error.Text("code")));
        Assert.Contains(problem, error.Text("message"), StringComparison.Ordinal);
        Assert.Contains("rows.jsonl", error.Text("message"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_dish.Folder, "files"), "*.tmp"));
    }

    [Fact]
    public async Task Other_purposes_and_other_forms_are_refused()
    {
        Assert.Equal("purpose", (await _dish.RefusedAsync(HttpMethod.Post, "v1/files", Dish.Form(Row, "vision"))).Error.Text("param"));
        Assert.Equal(400, (await _dish.RefusedAsync(HttpMethod.Post, "v1/files", new StringContent(Row, Encoding.UTF8, "application/json"))).Status);
    }
}
