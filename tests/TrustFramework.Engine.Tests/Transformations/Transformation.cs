using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Ports;
using TrustFramework.Engine.Transformations;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Tests.Transformations;

/// <summary>A transformation that a test runs.</summary>
internal sealed record Transformation(string Method)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    public static readonly ClaimValue.BooleanValue True = new(Value: true);

    public static readonly ClaimValue.BooleanValue False = new(Value: false);

    public ImmutableArray<NamedClaim> Claims { get; init; } = [];

    public ImmutableArray<TransformationParameter> Parameters { get; init; } = [];

    public ImmutableArray<ExpectedOutput> Outputs { get; init; } = [];

    public MergedPolicy Policy { get; init; } = TestPolicy.Merge();

    public LocalizedTexts Texts { get; init; } = TestTexts.None;

    public string? Secret { get; init; }

    public static ClaimValue.TextValue Text(string text) => new(text);

    public static ClaimValue.NumberValue Number(long number) => new(number);

    public static ClaimValue.DateTimeValue Time(string text) => (ClaimValue.DateTimeValue)ClaimValue.Parse(text, "dateTime")!;

    public static ClaimValue.CollectionValue Collection(params string[] items) => new([.. items]);

    public Transformation With(string claim, ClaimValue? value) => this with { Claims = Claims.Add(new NamedClaim(claim, claim, value)) };

    public Transformation With(string claim, string? text) => With(claim, text is null ? null : Text(text));

    public Transformation WithParameter(string name, string value, string dataType = "string") =>
        this with { Parameters = Parameters.Add(new TransformationParameter(name, dataType, value)) };

    public Transformation Returning(string name, string? dataType = "string", string claimType = "claim") => this with { Outputs = Outputs.Add(new ExpectedOutput(name, claimType, dataType)) };

    public Result<TransformationOutput, TransformationError> Run() => TransformationMethods.Find(Method)!.Apply(new TransformationInput(Claims, Parameters, Outputs, new TransformationContext
    {
        Policy = Policy,
        Now = Now,
        Random = new CountingRandom(),
        Texts = Texts,
        FindSecret = keySet => keySet == "B2C_1A_Secret" ? Secret : null,
    }));

    /// <summary>Returns the value of an output claim; null when it is removed or not set.</summary>
    public ClaimValue? GetOutput(string name) => Run().Value.Claims.LastOrDefault(claim => claim.Key == name).Value;

    /// <summary>Returns the error as text: the message key of a failed assertion, <c>(failed)</c>, <c>(unsupported)</c>; null on success.</summary>
    public string? GetError() => Run().Error switch
    {
        TransformationError.AssertionFailed failed => failed.MessageKey,
        TransformationError.Failed => "(failed)",
        TransformationError.Unsupported => "(unsupported)",
        _ => null,
    };

    /// <summary>Predictable values instead of random ones.</summary>
    private sealed class CountingRandom : IRandomSource
    {
        public void Fill(Span<byte> buffer)
        {
            for (var i = 0; i < buffer.Length; i++)
                buffer[i] = (byte)i;
        }

        public long NextNumber(long maximum) => Math.Min(maximum, 424_242);

        public Guid NewGuid() => new("01234567-89ab-cdef-0123-456789abcdef");
    }
}
