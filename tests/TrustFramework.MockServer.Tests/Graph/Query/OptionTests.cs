namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>Supported and rejected query options.</summary>
public sealed class OptionTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("$top=1&$top=2", "$top")]
    [InlineData("$top=1&$TOP=1", "$top")]
    [InlineData("top=1&top=1", "top")]
    [InlineData("$filter=true&filter=true", "$filter/filter")]
    [InlineData("a=1&a=2&%24select=id&$select=id", "$select")]
    [Covers("OptionRepeated")]
    public async Task A_repeated_option_is_rejected(string query, string option) =>
        (await _client.GetAsync($"policies?{query}")).ShouldBeError(
            400, "BadRequest", $"Query option '{option}' was specified more than once, but it must be specified at most once.");

    [Theory]
    [InlineData("GET", "policies/B2C_1A_A?$filter=true", "$filter")]
    [InlineData("GET", "keySets/B2C_1A_a?top=1&$select=id&$orderby=id", "top,$orderby")]
    [InlineData("GET", "keySets/B2C_1A_a/keys_v2/x?$count=true", "$count")]
    [InlineData("GET", "/v1.0/me?$search=x", "$search")]
    [InlineData("GET", "/beta/organization/x?$skip=1", "$skip")]
    [InlineData("GET", "policies/$count?$top=1", "$top")]
    [InlineData("GET", "policies/B2C_1A_A/$value?$select=id", "$select")]
    [InlineData("GET", "keySets/B2C_1A_a/getActiveKey?$select=kid", "$select")]
    [InlineData("POST", "keySets?$select=id", "$select")]
    [InlineData("PATCH", "keySets/B2C_1A_a/keys_v2/x?$expand=x", "$expand")]
    [InlineData("PUT", "policies/B2C_1A_A/$value?expand=*", "expand")]
    [InlineData("DELETE", "policies/B2C_1A_A?%24filter=true", "$filter")]
    [Covers("OptionNotApplicable")]
    public async Task An_option_that_the_operation_does_not_support_is_rejected_by_name(string method, string path, string options) =>
        (await _client.SendAsync(new HttpMethod(method), path, TrustFrameworkClient.Json("{}"))).ShouldBeError(
            400, "Request_BadRequest", $"The following query options are not supported by this request method or cannot be applied to the requested resource: {options}");

    [Theory]
    [InlineData("policies?$selected=id", "$selected")]
    [InlineData("policies?$=id", "$")]
    [InlineData("keySets/B2C_1A_a?$top%20=1", "$top ")]
    [InlineData("policies/B2C_1A_A/$value?$raw", "$raw")]
    [InlineData("policies?=startswith(id,'a')", "")]
    [Covers("OptionUnrecognized")]
    public async Task An_unknown_option_is_rejected_by_name(string path, string option) =>
        (await _client.GetAsync(path)).ShouldBeError(400, "Request_BadRequest", $"Unrecognized query argument specified: '{option}'.");

    [Theory]
    [InlineData("$format=json", "$format")]
    [InlineData("$APPLY=x&$top=0", "$APPLY")]
    [InlineData("compute=x", "compute")]
    [InlineData("%24deltatoken=x", "$deltatoken")]
    public async Task An_option_that_is_not_emulated_is_rejected_by_name(string query, string option) =>
        (await _client.GetAsync($"policies?{query}")).ShouldBeError(
            400, "BadRequest", $"The query option '{option}' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.");

    [Theory]
    [InlineData("policies?$search=\"a\"")]
    [InlineData("keySets/$count?search=a")]
    [InlineData("/v1.0/applications?$count=true&$search=%22displayName:x%22")]
    [Covers("SearchNotSupported")]
    public async Task Search_is_not_supported(string path) =>
        (await _client.GetAsync(path)).ShouldBeError(400, "Request_UnsupportedQuery", "$search is not supported on this tenant");

    [Theory]
    [InlineData("$top=many", "BadRequest", "Invalid value 'many' for $top query option found. The $top query option requires a non-negative integer value.")]
    [InlineData("$top=", "BadRequest", "Invalid value '' for $top query option found. The $top query option requires a non-negative integer value.")]
    [InlineData("$top=-1", "BadRequest", "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value.")]
    [InlineData("$top=1.5", "BadRequest", "Invalid value '1.5' for $top query option found. The $top query option requires a non-negative integer value.")]
    [InlineData("$top=99999999999999999999", "BadRequest", "Invalid value '99999999999999999999' for $top query option found. The $top query option requires a non-negative integer value.")]
    [InlineData("$top=0", "Request_UnsupportedQuery", "Invalid page size specified: '0'. Must be between 1 and 999 inclusive.")]
    [InlineData("top=1000", "Request_UnsupportedQuery", "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.")]
    [InlineData("$top=99999999999", "Request_UnsupportedQuery", "Invalid page size specified: '99999999999'. Must be between 1 and 999 inclusive.")]
    [InlineData("$skip=-1", "BadRequest", "Invalid value '-1' for $skip query option found. The $skip query option requires a non-negative integer value.")]
    [InlineData("skip=few", "BadRequest", "Invalid value 'few' for $skip query option found. The $skip query option requires a non-negative integer value.")]
    [InlineData("$count=yes", "BadRequest", "'yes' is not a valid count option.")]
    [InlineData("$count=TRUE", "BadRequest", "'TRUE' is not a valid count option.")]
    [Covers("TopInvalid", "PageSizeInvalid", "SkipInvalid", "CountInvalid")]
    public async Task An_invalid_number_or_boolean_is_rejected(string query, string code, string message)
    {
        foreach (var collection in new[] { "policies", "keySets", "/v1.0/domains" })
            (await _client.GetAsync($"{collection}?{query}")).ShouldBeError(400, code, message);
    }

    [Theory]
    [InlineData("id up", "Syntax error at position 5 in 'id up'.")]
    [InlineData("id asc desc", "Syntax error at position 11 in 'id asc desc'.")]
    [InlineData("id;keys", "Syntax error: character ';' is not valid at position 2 in 'id;keys'.")]
    [InlineData("id%2Bdesc", "Syntax error: character '+' is not valid at position 2 in 'id+desc'.")]
    [InlineData("", "Expression expected at position 0 in ''.")]
    [InlineData("id,", "Expression expected at position 3 in 'id,'.")]
    [InlineData("'id'", "Expression expected at position 0 in ''id''.")]
    [InlineData("'id", "There is an unterminated string literal at position 3 in ''id'.")]
    [InlineData("name", "Could not find a property named 'name' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("id,keys desc", "The $orderby expression must evaluate to a single value of primitive type.")]
    [InlineData("keys_v2", "The $orderby expression must evaluate to a single value of primitive type.")]
    [InlineData("keys/kid", "The query option '$orderby=keys/…' is not emulated by TrustFramework.MockServer. docs/fidelity.md lists what is.")]
    [Covers("OrderNotScalar")]
    public async Task An_invalid_order_is_rejected(string order, string message) =>
        (await _client.GetAsync($"keySets?$orderby={order}")).ShouldBeError(400, "BadRequest", message);

    [Fact]
    public async Task An_order_has_a_maximum_length() =>
        (await _client.GetAsync($"keySets?$orderby={string.Join(',', Enumerable.Repeat("id", 1366))}")).ShouldBeError(
            400, "BadRequest", "The length of '$orderby' exceeds the limit of 4096 characters.");

    [Theory]
    [InlineData("$select=name", "Could not find a property named 'name' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("select=", "Could not find a property named '' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("$select=id,", "Could not find a property named '' on type 'microsoft.graph.trustFrameworkKeySet'.")]
    [InlineData("$select=id keys", "Term 'id keys' is not valid in a $select or $expand expression.")]
    [InlineData("$expand=(keys_v2)", "Term '(keys_v2)' is not valid in a $select or $expand expression.")]
    [InlineData("$select='id'", "Term ''id'' is not valid in a $select or $expand expression.")]
    [InlineData("$expand=keys_v2($select=kid", "Found an unbalanced bracket expression.")]
    [InlineData("$expand=keys_v2)(", "Found an unbalanced bracket expression.")]
    [Covers("SelectionTermInvalid", "SelectionUnbalanced")]
    public async Task An_invalid_selection_is_rejected(string query, string message)
    {
        foreach (var path in new[] { "keySets", "keySets/B2C_1A_a" })
            (await _client.GetAsync($"{path}?{query}")).ShouldBeError(400, "BadRequest", $"Parsing OData Select and Expand failed: {message}");
    }

    [Fact]
    public async Task A_path_in_a_selection_is_not_emulated() =>
        (await _client.GetAsync("keySets?$select=keys/kid")).Message.Should().StartWith("The query option '$select=keys/kid' is not emulated");

    [Fact]
    public async Task Permissions_are_checked_before_query_options() => (await new TrustFrameworkClient(server.CreateClient(), _client.Tenant) { Bearer = AccessTokens.KeyRead }
        .GetAsync("policies?$top=0")).Status.Should().Be(403);
}
