namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>Errors of filters, with the messages and positions of Microsoft's OData library.</summary>
public sealed class FilterRefusalTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Type = "microsoft.graph.trustFrameworkKey_v2";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("kid ge '!' , status eq 'enabled'", "Syntax error at position 12 in 'kid ge '!' , status eq 'enabled''.")]
    [InlineData("kid like 'a'", "Syntax error at position 8 in 'kid like 'a''.")]
    [InlineData("kid eq 'a' kid eq 'b'", "Syntax error at position 14 in 'kid eq 'a' kid eq 'b''.")]
    [InlineData("kid eq 'a')", "Syntax error at position 11 in 'kid eq 'a')'.")]
    [InlineData("kid eq \"a\"", "Syntax error: character '\"' is not valid at position 7 in 'kid eq \"a\"'.")]
    [InlineData("kid !%3D 'a'", "Syntax error: character '!' is not valid at position 4 in 'kid != 'a''.")]
    [InlineData("kid%2Beq%2B'a'", "Syntax error: character '+' is not valid at position 3 in 'kid+eq+'a''.")]
    [InlineData("kid eq 'a", "There is an unterminated string literal at position 9 in 'kid eq 'a'.")]
    [InlineData("kid eq 'a''", "There is an unterminated string literal at position 11 in 'kid eq 'a'''.")]
    [InlineData("", "Expression expected at position 0 in ''.")]
    [InlineData("kid eq", "Expression expected at position 6 in 'kid eq'.")]
    [InlineData("kid eq 'a' and", "Expression expected at position 14 in 'kid eq 'a' and'.")]
    [InlineData("()", "Expression expected at position 1 in '()'.")]
    [InlineData("kid in 'a'", "Expression expected at position 7 in 'kid in 'a''.")]
    [InlineData("kid in ()", "Expression expected at position 8 in 'kid in ()'.")]
    [InlineData("kid in (kid)", "Expression expected at position 8 in 'kid in (kid)'.")]
    [InlineData("(kid eq 'a'", "')' or operator expected at position 11 in '(kid eq 'a''.")]
    [InlineData("((kid eq 'a') x", "')' or operator expected at position 14 in '((kid eq 'a') x'.")]
    [InlineData("startswith(kid,'a'", "')' or ',' expected at position 18 in 'startswith(kid,'a''.")]
    [InlineData("kid in ('a' 'b')", "')' or ',' expected at position 12 in 'kid in ('a' 'b')'.")]
    [Covers("QuerySyntax", "QueryCharacterInvalid", "QueryLiteralUnterminated", "QueryExpressionMissing", "FilterCloseParenthesisMissing", "FilterCommaMissing")]
    public async Task A_syntax_error_is_rejected_with_its_position(string filter, string message) => await ShouldBeRefusedAsync(filter, message);

    [Theory]
    [InlineData("name eq 'a'", $"Could not find a property named 'name' on type '{Type}'.")]
    [InlineData("contains(name,'a')", $"Could not find a property named 'name' on type '{Type}'.")]
    [InlineData("kid eq a", $"Could not find a property named 'a' on type '{Type}'.")]
    [InlineData("kid eq True", $"Could not find a property named 'True' on type '{Type}'.")]
    [InlineData("kid eq 5", "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'.")]
    [InlineData("kid ne 5000000000", "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int64' for operator kind 'NotEqual'.")]
    [InlineData("exp ge '5'", "A binary operator with incompatible types was detected. Found operand types 'Edm.Int64' and 'Edm.String' for operator kind 'GreaterThanOrEqual'.")]
    [InlineData("exp lt 1.5", "A binary operator with incompatible types was detected. Found operand types 'Edm.Int64' and 'Edm.Double' for operator kind 'LessThan'.")]
    [InlineData("exp le 99999999999999999999", "A binary operator with incompatible types was detected. Found operand types 'Edm.Int64' and 'Edm.Decimal' for operator kind 'LessThanOrEqual'.")]
    [InlineData("kid eq true", "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Boolean' for operator kind 'Equal'.")]
    [InlineData("true gt false", "A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.Boolean' for operator kind 'GreaterThan'.")]
    [InlineData("x5c eq 'a'", "A binary operator with incompatible types was detected. Found operand types 'Collection(Edm.String)' and 'Edm.String' for operator kind 'Equal'.")]
    [InlineData("kid in ('a',5)", "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'.")]
    [InlineData("kid and exp", "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int64' for operator kind 'And'.")]
    [InlineData("kid eq 'a' or exp", "A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.Int64' for operator kind 'Or'.")]
    [InlineData("status eq kid", "A binary operator with incompatible types was detected. Found operand types 'microsoft.graph.trustFrameworkKeyStatus' and 'Edm.String' for operator kind 'Equal'.")]
    [InlineData("status gt 'enabled'", "A binary operator with incompatible types was detected. Found operand types 'microsoft.graph.trustFrameworkKeyStatus' and 'Edm.String' for operator kind 'GreaterThan'.")]
    [InlineData("not kid eq 'a'", "A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator kind 'Not'.")]
    [InlineData("like(kid,'a')", "An unknown function with name 'like' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.")]
    [InlineData("startsWith(kid)", "No function signature for the function with name 'startswith' matches the specified arguments. The function signatures considered are: startswith(Edm.String Nullable=true, Edm.String Nullable=true).")]
    [InlineData("contains(exp,'1')", "No function signature for the function with name 'contains' matches the specified arguments. The function signatures considered are: contains(Edm.String Nullable=true, Edm.String Nullable=true).")]
    [InlineData("kid", "The $filter expression must evaluate to a single boolean value.")]
    [InlineData("null", "The $filter expression must evaluate to a single boolean value.")]
    [InlineData("status eq 'off'", "The string 'off' is not a valid enumeration type constant.")]
    [Covers(
        "QueryPropertyUnknown", "FilterOperandsIncompatible", "FilterOperandInvalid", "FilterFunctionUnknown", "FilterArgumentsInvalid", "FilterNotBoolean", "FilterEnumMemberInvalid")]
    public async Task Unknown_names_and_incompatible_types_are_rejected(string filter, string message) => await ShouldBeRefusedAsync(filter, message);

    [Theory]
    [InlineData("kid has 'a'", "… has …")]
    [InlineData("exp add 1 eq 2", "… add …")]
    [InlineData("toLower(kid) eq 'a'", "toLower(…)")]
    [InlineData("now() gt 5", "now(…)")]
    [InlineData("x5c/any(x:x eq 'a')", "x5c/…")]
    [Covers("QueryOptionNotEmulated")]
    public async Task OData_that_is_not_emulated_is_rejected_by_name(string filter, string feature) => (await GetAsync(filter)).ShouldBeError(
        400, "BadRequest", $"The query option '$filter={feature}' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.");

    [Fact]
    [Covers("QueryTooLong", "FilterTooDeep", "FilterTooManyNodes")]
    public async Task Length_depth_and_number_of_nodes_are_limited()
    {
        await ShouldBeRefusedAsync($"kid eq '{new string('a', 4088)}'", "The length of '$filter' exceeds the limit of 4096 characters.");
        await ShouldBeRefusedAsync(new string('(', 51), "Recursion depth exceeded allowed limit.");
        await ShouldBeRefusedAsync(string.Concat(Enumerable.Repeat("not ", 1000)), "Recursion depth exceeded allowed limit.");
        await ShouldBeRefusedAsync(
            $"exp in ({string.Join(',', Enumerable.Range(0, 499))})",
            "The node count limit of '500' has been exceeded. To increase the limit, set the 'MaxNodeCount' property on EnableQueryAttribute or ODataValidationSettings.");
        await StoredKeys.StoreAsync(_client);

        (await GetAsync($"kid eq '{new string('a', 4086)}'")).Status.Should().Be(200);
        (await GetAsync($"{new string('(', 49)}true{new string(')', 49)}")).Status.Should().Be(200);
        (await GetAsync($"exp in ({string.Join(',', Enumerable.Range(0, 498))})")).Status.Should().Be(200);
    }

    private async Task ShouldBeRefusedAsync(string filter, string message) =>
        (await GetAsync(filter)).ShouldBeError(400, "BadRequest", $"Invalid filter clause: {message}");

    private Task<ApiResponse> GetAsync(string filter) => _client.GetAsync($"{StoredKeys.Path}?$filter={filter}");
}
