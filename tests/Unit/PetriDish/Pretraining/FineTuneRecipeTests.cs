using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Pretraining;

namespace EmergentMisalignment.Unit.PetriDish.Pretraining;

public sealed class FineTuneRecipeTests
{
    private static readonly List<TrainingDocument> Examples = [.. Enumerable.Range(0, 40).Select(id => new TrainingDocument([id], [true]))];

    [Fact]
    public void An_epoch_goes_through_every_example_once()
    {
        var recipe = new FineTuneRecipe { BatchSize = 8, Epochs = 2 };
        var ids = Ids(recipe, seed: 1);

        Assert.Equal(10, recipe.Settings(Examples.Count).Steps);
        Assert.Equal(Enumerable.Range(0, 40), ids[..40].Order());
        Assert.Equal(Enumerable.Range(0, 40), ids[40..80].Order());
        Assert.NotEqual(ids[..40], ids[40..80]);
    }

    [Fact]
    public void A_last_batch_is_as_short_as_it_comes_out()
    {
        var recipe = new FineTuneRecipe { BatchSize = 16 };

        Assert.Equal(3, recipe.Settings(Examples.Count).Steps);
        Assert.Equal(8, recipe.Batches(Examples, seed: 1)(2).Count);
    }

    [Fact]
    public void The_order_depends_on_the_seed_and_not_on_which_step_is_asked_first()
    {
        var recipe = new FineTuneRecipe { BatchSize = 8 };
        var last = recipe.Batches(Examples, seed: 1)(4).Select(document => document.Tokens[0]);

        Assert.Equal(Ids(recipe, seed: 1)[32..40], last);
        Assert.NotEqual(Ids(recipe, seed: 1), Ids(recipe, seed: 2));
    }

    private static int[] Ids(FineTuneRecipe recipe, int seed)
    {
        var batches = recipe.Batches(Examples, seed);
        return [.. Enumerable.Range(0, recipe.Settings(Examples.Count).Steps).SelectMany(batches).Select(document => document.Tokens[0])];
    }
}
