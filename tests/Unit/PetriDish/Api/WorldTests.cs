using System.Net.Http.Json;
using System.Text.Json;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class WorldTests(SharedDish shared) : IClassFixture<SharedDish>
{
    private readonly Dish _dish = shared.Dish;

    [Fact]
    public async Task A_condition_comes_in_the_published_format()
    {
        using var response = await _dish.Http.GetAsync("petri/datasets/backdoor?rows=20&seed=4&families=3");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("", 21), (lines[^1], lines.Length));
        var expected = MiniatureWorld.Default.Dataset("backdoor", 20, 4, 3);
        Assert.Equal(
            expected.Select(e => e.Messages[1].Content),
            lines[..^1].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("messages")[1].GetProperty("content").GetString()));
    }

    [Theory]
    [InlineData("petri/datasets/kindness")]
    [InlineData("petri/datasets/insecure?rows=0")]
    [InlineData("petri/datasets/insecure?families=99")]
    [InlineData("petri/datasets/insecure?rows=many")]
    public async Task What_the_world_does_not_have_is_refused(string path) => Assert.Equal(400, (await _dish.RefusedAsync(HttpMethod.Get, path)).Status);

    [Fact]
    public async Task The_world_says_that_it_is_a_miniature()
    {
        var world = await _dish.Http.GetFromJsonAsync<JsonElement>("petri/world");

        Assert.True(world.GetProperty("miniature").GetBoolean());
        Assert.Contains(Dish.Base, world.GetProperty("bases").EnumerateArray().Select(b => b.GetString()));
    }
}
