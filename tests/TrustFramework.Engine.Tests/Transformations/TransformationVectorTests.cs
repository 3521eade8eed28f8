using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Transformations;
using TrustFramework.PolicyXml.Model;
using static TrustFramework.Engine.Tests.TestPolicy;

namespace TrustFramework.Engine.Tests.Transformations;

/// <summary>
/// Runs the vectors. The name of an output may end with a kind of comparison in parentheses; a text between slashes is a regular expression,
/// and <c>(unchanged)</c> an output claim that the method does not touch. <c>dataTypes</c> are those of output claims of any type.
/// </summary>
public sealed class TransformationVectorTests
{
    private static readonly string[] TextTypes = ["GetLocalizedStringsTransformationClaimType", "FormatLocalizedStringTransformationClaimType"];

    public static TheoryData<string> Rows => Vectors.Read("Transformations/vectors.json", "transformations");

    public static TheoryData<string> Rules => Vectors.Read("Transformations/rules.json", "transformations");

    [Fact]
    public void The_methods_are_those_of_the_signatures_and_each_has_a_vector()
    {
        TransformationMethods.Names.Should().BeEquivalentTo(TransformationSignatures.Methods);
        TransformationMethods.Names.Should().OnlyContain(name => TransformationMethods.Find(name.ToUpperInvariant())!.Name == name);
        TransformationMethods.Find("Other").Should().BeNull();

        // The only vector of Hash cannot be reproduced.
        Rows.Cast<object[]>().Select(row => Vectors.Parse((string)row[0])["method"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(TransformationSignatures.Methods.Where(method => method != "Hash"));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    [MemberData(nameof(Rules))]
    public void The_names_of_a_vector_are_those_of_the_signature(string row)
    {
        var vector = Vectors.Parse(row);
        var signature = GetSignature(vector);

        GetNames(vector["inputs"]).Should().NotContain(name => !signature.Inputs.Any(input => input.MatchesName(name)));
        GetNames(vector["params"]).Should().NotContain(name => !signature.Parameters.Any(parameter => parameter.MatchesName(name)));
        GetNames(vector["outputs"]).Should().NotContain(name => !signature.Outputs.Any(output => output.MatchesName(name)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    [MemberData(nameof(Rules))]
    public void A_vector_gives_its_outputs_or_its_error(string row)
    {
        var vector = Vectors.Parse(row);
        var transformation = Create(vector);

        transformation.GetError().Should().Be(vector["error"]?.GetValue<string>());
        if (vector["outputs"] is not JsonObject outputs)
            return;
        foreach (var (key, expected) in outputs)
            Compare(transformation, key, expected);
        transformation.Run().Value.Claims.Select(claim => claim.Key).Should().BeSubsetOf(GetNames(outputs));
    }

    /// <summary>Adds every name of the other signatures with a value of its own: a method that reads one of them gives another result.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    [MemberData(nameof(Rules))]
    public void A_method_reads_only_the_claims_and_parameters_of_its_signature(string row)
    {
        var vector = Vectors.Parse(row);
        var signature = GetSignature(vector);
        var transformation = Create(vector);
        var all = TransformationSignatures.Methods.Select(method => TransformationSignatures.Find(method)!).ToArray();
        var claims = GetOtherNames(all.SelectMany(found => found.Inputs), signature.Inputs).Select(name => new NamedClaim(name, name, Transformation.Text("decoy")));
        var parameters = GetOtherNames(all.SelectMany(found => found.Parameters), signature.Parameters).Select(name => new TransformationParameter(name, "string", "7"));

        var withDecoys = transformation with { Claims = transformation.Claims.AddRange(claims), Parameters = transformation.Parameters.AddRange(parameters) };

        withDecoys.GetError().Should().Be(transformation.GetError());
        if (transformation.GetError() is null)
            withDecoys.Run().Value.Claims.Should().Equal(transformation.Run().Value.Claims);
    }

    private static Transformation Create(JsonObject vector)
    {
        var signature = GetSignature(vector);
        var texts = (vector["texts"]?.AsObject() ?? []).SelectMany(text => TextTypes.Select(type => KeyValuePair.Create($"{type}//{text.Key}", text.Value!.GetValue<string>())));
        return new Transformation(vector["method"]!.GetValue<string>())
        {
            Claims = [.. vector["inputs"]!.AsObject().Select(input => new NamedClaim(input.Key, input.Key, ToValue(input.Value, FindType(signature.Inputs, input.Key))))],
            Parameters = [.. vector["params"]!.AsObject().Select(parameter => ToParameter(parameter.Key, parameter.Value!.GetValue<string>()))],
            Outputs = [.. GetOutputs(vector).Select(name => new ExpectedOutput(name, "claim", FindType(signature.Outputs, name) ?? GetDataType(vector, name)))],
            Texts = TestTexts.Create(texts.ToDictionary(StringComparer.Ordinal)),
            Policy = CreatePolicy(vector),
        };
    }

    private static PolicyXml.Merging.MergedPolicy CreatePolicy(JsonObject vector)
    {
        var options = string.Concat((vector["options"]?.AsObject() ?? []).Select(option => $"""<Enumeration Text="{Escape(option.Key)}" Value="{Escape(option.Value!.GetValue<string>())}" />"""));
        var restriction = options.Length == 0 ? "" : $"<Restriction>{options}</Restriction>";
        if (vector["pattern"]?.GetValue<string>() is not { } pattern)
            return Merge(ClaimsSchema(restriction));
        return Merge(
            $"""
            {ClaimsSchema("""<PredicateValidationReference Id="validation" />""")}
            <Predicates><Predicate Id="predicate" Method="MatchesRegex"><Parameters><Parameter Id="RegularExpression">{Escape(pattern)}</Parameter></Parameters></Predicate></Predicates>
            <PredicateValidations><PredicateValidation Id="validation"><PredicateGroups><PredicateGroup Id="group"><PredicateReferences><PredicateReference Id="predicate" /></PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>
            """);
    }

    private static void Compare(Transformation transformation, string key, JsonNode? expected)
    {
        var name = ToName(key);
        var value = transformation.GetOutput(name);
        if (expected is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>() is "(unchanged)")
            transformation.Run().Value.Claims.Should().NotContain(claim => claim.Key == name);
        else if (key.EndsWith("(JSON equality)", StringComparison.Ordinal))
            JsonNode.DeepEquals(JsonNode.Parse(value!.ToText()), expected).Should().BeTrue(value.ToText());
        else if (key.EndsWith("(as a set)", StringComparison.Ordinal))
            ((ClaimValue.CollectionValue)value!).Values.Should().BeEquivalentTo(expected!.AsArray().Select(ToText));
        else if (expected is JsonArray items)
            ((ClaimValue.CollectionValue)value!).Values.Should().Equal(items.Select(ToText));
        else if (expected?.GetValueKind() == JsonValueKind.String && expected.GetValue<string>() is ['/', .. var pattern, '/'])
            Regex.IsMatch(value!.ToText(), pattern, RegexOptions.None, TimeSpan.FromSeconds(5)).Should().BeTrue(value.ToText());
        else if (expected?.GetValueKind() == JsonValueKind.String)
            value!.ToText().Should().Be(expected.GetValue<string>());
        else
            value.Should().Be(ToValue(expected, dataType: null));
    }

    private static ClaimValue? ToValue(JsonNode? node, string? dataType) => node?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True or JsonValueKind.False => new ClaimValue.BooleanValue(node.GetValue<bool>()),
        JsonValueKind.Number => new ClaimValue.NumberValue(node.GetValue<long>()),
        JsonValueKind.Array => new ClaimValue.CollectionValue([.. node.AsArray().Select(ToText)]),
        _ => ClaimValue.Parse(ToText(node), dataType) ?? new ClaimValue.TextValue(ToText(node)),
    };

    private static string ToText(JsonNode? node) => node!.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    private static IEnumerable<string> GetOutputs(JsonObject vector) => GetNames(vector["outputs"] ?? vector["dataTypes"] ?? new JsonObject { ["a"] = null });

    private static string GetDataType(JsonObject vector, string name) => vector["dataTypes"]?[name]?.GetValue<string>() ?? vector["outputs"]?[name]?.GetValueKind() switch
    {
        JsonValueKind.Number => "long",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "string",
    };

    /// <summary>A data type other than string follows the name of a parameter in parentheses.</summary>
    private static TransformationParameter ToParameter(string key, string value) =>
        new(ToName(key), key.EndsWith(" (long)", StringComparison.Ordinal) ? "long" : "string", value);

    private static TransformationSignature GetSignature(JsonObject vector) => TransformationSignatures.Find(vector["method"]!.GetValue<string>())!;

    private static string? FindType(ImmutableArray<ClaimParameter> parameters, string name) => parameters.FirstOrDefault(parameter => parameter.MatchesName(name))?.Type;

    private static IEnumerable<string> GetNames(JsonNode? claims) => (claims?.AsObject() ?? []).Select(claim => ToName(claim.Key));

    private static IEnumerable<string> GetOtherNames(IEnumerable<ClaimParameter> all, ImmutableArray<ClaimParameter> own) =>
        all.Where(parameter => parameter.Name.Length > 0).Select(parameter => parameter.IsWildcard ? parameter.Name + "other" : parameter.Name).Distinct(StringComparer.Ordinal)
            .Where(name => !own.Any(parameter => parameter.MatchesName(name)));

    private static string ToName(string key) => key.Split(" (")[0];
}
