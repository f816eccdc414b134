namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>
/// The size of a model: a pre-norm GPT (Radford et al. 2019) with learned positions, GELU, an MLP of four times the width, no biases in its
/// matrices, and one table for input and output tokens. The defaults come to about 0.4 million parameters.
/// </summary>
/// <param name="Vocabulary">Number of token ids.</param>
/// <param name="Context">Longest sequence the model reads.</param>
/// <param name="Width">Size of a token's vector; a multiple of 16 and of <paramref name="Heads"/>.</param>
/// <param name="Layers">Number of blocks.</param>
/// <param name="Heads">Attention heads of a block.</param>
public sealed record ModelShape(int Vocabulary, int Context = 128, int Width = 96, int Layers = 3, int Heads = 4)
{
    internal int MlpWidth => 4 * Width;

    internal int HeadWidth => Width / Heads;

    /// <exception cref="ArgumentException">The sizes do not fit together; the message says which.</exception>
    internal ModelShape Checked()
    {
        if (Vocabulary < 1 || Context < 1 || Layers < 1 || Heads < 1)
            throw new ArgumentException($"A model needs at least one token, position, layer and head, not {this}.");
        if (Width < 16 || Width % 16 != 0 || Width % Heads != 0)
            throw new ArgumentException($"A model's width must be a multiple of 16 and of its number of heads; {Width} with {Heads} heads is not.");
        return this;
    }
}
