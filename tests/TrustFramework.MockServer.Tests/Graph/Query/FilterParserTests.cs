using System.Reflection;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>The filter parser and binder. Uses reflection, because a URL cannot contain every text.</summary>
public sealed class FilterParserTests
{
    private const string Pieces = "()',=/-$%\"abcéÄ _5.\t\u0000\ud83d\udd11";

    private static readonly Assembly Server = typeof(Program).Assembly;
    private static readonly string[] Words =
        ["id", "eq", "ne", "gt", "in", "and", "or", "not", "startswith(", "contains(id,", "'a'", "'", "(", ")", ",", "null", "true", "5", "-5", "1.5", "has", "x/", " ", "''"];

    private readonly MethodInfo _parse = Get("FilterParser").GetMethod("Parse")!;
    private readonly MethodInfo _bind = Get("FilterBinder").GetMethod("Bind")!;
    private readonly object _type = Server.GetType("TrustFramework.MockServer.Policies.PolicyModel")!.GetProperty("Policy")!.GetValue(null)!;

    [Theory]
    [InlineData("(", "", "TooDeep")]
    [InlineData("not ", "", "TooDeep")]
    [InlineData("startswith(", "", "TooDeep")]
    [InlineData("(", "true", "TooDeep")]
    [InlineData("true or ", "true", "TooManyNodes")]
    [InlineData("1 eq 1 and ", "true", "TooManyNodes")]
    [InlineData("1 eq ", "1", "TooManyNodes")]
    [InlineData("true eq ", "true", "TooManyNodes")]
    public void A_repeated_expression_reaches_a_limit(string piece, string end, string error)
    {
        var longest = string.Concat(Enumerable.Repeat(piece, (4096 - end.Length) / piece.Length)) + end;

        ErrorOf(longest).Should().Be(error);
        ErrorOf(string.Concat(Enumerable.Repeat(piece, 1_000_000)) + end).Should().Be("TooLong");
    }

    [Fact]
    public void A_string_or_a_name_can_be_as_long_as_the_filter()
    {
        ErrorOf($"id eq '{new string('\'', 4088)}'").Should().BeNull();
        ErrorOf($"id eq {new string('a', 4090)}").Should().Be("UnknownProperty");
        ErrorOf($"id eq {new string('5', 4090)}").Should().Be("IncompatibleOperands");
        ErrorOf(new string(' ', 4096)).Should().Be("ExpressionMissing");
    }

    [Fact]
    public void A_random_filter_never_causes_an_exception()
    {
        var random = new Random(20261122);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);

        for (var i = 0; i < 50_000; i++)
        {
            var text = i % 2 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]))
                : string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(9)).Select(_ => Words[random.Next(Words.Length)]));
            var error = ErrorOf(text) ?? "none";
            counts[error] = counts.GetValueOrDefault(error) + 1;
        }

        counts.Should().HaveCountGreaterThan(12).And.ContainKey("none");
        counts["none"].Should().BeLessThan(500, "few random texts are valid");
    }

    /// <summary>The type name of the error; null when the filter is valid.</summary>
    private string? ErrorOf(string text)
    {
        var parsed = _parse.Invoke(null, [text])!;
        return ErrorOf(parsed) ?? ErrorOf(_bind.Invoke(null, [parsed.GetType().GetProperty("Value")!.GetValue(parsed), _type])!);
    }

    private static string? ErrorOf(object result) => result.GetType().GetProperty("Error")!.GetValue(result)?.GetType().Name;

    private static Type Get(string name) => Server.GetType($"TrustFramework.MockServer.Graph.Query.{name}")!;
}
