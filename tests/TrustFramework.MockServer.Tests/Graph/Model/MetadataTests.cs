using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;

namespace TrustFramework.MockServer.Tests.Graph.Model;

/// <summary>The metadata and service documents, read with Microsoft's OData library.</summary>
public sealed partial class MetadataTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly HttpClient _anonymous = server.CreateClient();

    [Fact]
    [Covers("M1")]
    public async Task The_metadata_document_is_valid_for_Microsofts_OData_library()
    {
        using var response = await _anonymous.GetAsync(new Uri("/beta/$metadata", UriKind.Relative));

        response.StatusCode.Should().Be(System.Net.HttpStatusCode.OK, "it needs no token");
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/xml");
        var model = Read(await response.Content.ReadAsStringAsync());
        model.Validate(out var errors).Should().BeTrue(string.Join('\n', errors.Select(error => error.ErrorMessage)));
    }

    [Theory]
    [InlineData("nonsense.that.is-no-token")]
    [InlineData("")]
    public async Task The_metadata_document_is_returned_despite_an_invalid_token(string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/beta/$metadata");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");

        using var response = await _anonymous.SendAsync(request);

        response.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_metadata_document_has_the_types_operations_and_paths_of_the_fidelity_page()
    {
        var model = Read(await _anonymous.GetStringAsync(new Uri("/beta/$metadata", UriKind.Relative)));
        var page = await _anonymous.GetStringAsync(new Uri("/_mock/fidelity", UriKind.Relative));

        model.SchemaElements.OfType<IEdmSchemaType>().Select(type => type.FullName()).Should().BeEquivalentTo(
            TypeRow().Matches(page).Select(row => row.Groups["name"].Value));
        model.SchemaElements.OfType<IEdmOperation>().Select(operation => operation.Name).Should().BeEquivalentTo(
            CallRow().Matches(page).Select(row => row.Groups["name"].Value));
        Addresses(model).Should().BeEquivalentTo(AddressRow().Matches(page).Select(row => row.Groups["path"].Value).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("microsoft.graph.trustFrameworkKeySet", "id,keys,keys_v2")]
    [InlineData("microsoft.graph.trustFrameworkKey_v2", "k,x5c,x5t,kty,use,status,exp,nbf,kid,e,n,d,p,q,dp,dq,qi")]
    [InlineData("microsoft.graph.trustFrameworkKey", "k,x5c,x5t,kty,use,status,exp,nbf,kid,e,n,d,p,q,dp,dq,qi")]
    [InlineData("microsoft.graph.trustFrameworkPolicy", "id")]
    public async Task A_type_has_the_properties_of_Microsofts_metadata(string type, string properties)
    {
        var model = Read(await _anonymous.GetStringAsync(new Uri("/beta/$metadata", UriKind.Relative)));

        var declared = (IEdmStructuredType)model.FindType(type);

        declared.Properties().Select(property => property.Name).Should().BeEquivalentTo(properties.Split(','));
    }

    [Fact]
    public async Task The_JSON_of_a_key_has_the_properties_of_its_type_in_order()
    {
        var tenant = server.NewTenant();
        var kid = await tenant.NewKeyAsync("A", "RSA");
        var model = Read(await _anonymous.GetStringAsync(new Uri("/beta/$metadata", UriKind.Relative)));
        var declared = (IEdmEntityType)model.FindType("microsoft.graph.trustFrameworkKey_v2");

        var key = JsonNode.Parse((await tenant.GetAsync($"keySets/B2C_1A_A/keys_v2/{kid}")).Text)!.AsObject();

        key.Select(member => member.Key).Skip(1).Should().Equal(declared.Properties().Select(property => property.Name));
    }

    [Fact]
    [Covers("M1v1")]
    public async Task The_released_version_has_no_custom_policies()
    {
        var model = Read(await _anonymous.GetStringAsync(new Uri("/v1.0/$metadata", UriKind.Relative)));

        model.EntityContainer.FindSingleton("me").Should().NotBeNull();
        model.SchemaElements.Select(element => element.Name).Should().NotContain(name => name.StartsWith("trustFramework", StringComparison.Ordinal));
    }

    [Theory]
    [Covers("M2", "M2v1")]
    [InlineData("/beta/", "trustFramework,organization,domains,applications,users,me")]
    [InlineData("/beta", "trustFramework,organization,domains,applications,users,me")]
    [InlineData("/v1.0/", "organization,domains,applications,users,me")]
    public async Task The_service_document_lists_entity_sets_and_singletons(string path, string roots)
    {
        var document = JsonNode.Parse(await _anonymous.GetStringAsync(new Uri(path, UriKind.Relative)))!;

        document["@odata.context"]!.GetValue<string>().Should().Be($"http://localhost{path.TrimEnd('/')}/$metadata");
        document["value"]!.AsArray().Select(root => root!["name"]!.GetValue<string>()).Should().BeEquivalentTo(roots.Split(','));
        document["value"]!.AsArray().Should().AllSatisfy(root => root!["url"]!.GetValue<string>().Should().Be(root["name"]!.GetValue<string>()));
    }

    private static IEdmModel Read(string csdl)
    {
        using var xml = XmlReader.Create(new StringReader(csdl));
        CsdlReader.TryParse(xml, out var model, out var errors).Should().BeTrue(string.Join('\n', (errors ?? []).Select(error => error.ErrorMessage)));
        return model;
    }

    /// <summary>Every path from an entity set or singleton along navigation properties, in the notation of the fidelity page.</summary>
    private static IEnumerable<string> Addresses(IEdmModel model) => model.EntityContainer.Elements.SelectMany(root => root switch
    {
        IEdmSingleton single => PathsBelow($"/beta/{root.Name}", single.EntityType(), isOne: true),
        IEdmEntitySet set => PathsBelow($"/beta/{root.Name}", set.EntityType(), isOne: false),
        _ => throw new InvalidOperationException(root.Name),
    });

    private static IEnumerable<string> PathsBelow(string path, IEdmEntityType type, bool isOne) =>
        type.NavigationProperties().SelectMany(navigation => PathsBelow($"{path}{(isOne ? "" : "/{id}")}/{navigation.Name}", navigation.ToEntityType(), isOne: false))
            .Concat(type.NavigationProperties().Any() && isOne ? [] : [path]);

    [GeneratedRegex(@"^\| `(?<name>microsoft\.graph\.\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeRow();

    [GeneratedRegex(@"^\| [KAU]\d+ \| `(GET|POST) /beta/(trustFramework/keySets|users|applications)/\{id\}/(?<name>[a-z]\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CallRow();

    /// <summary>A GET operation.</summary>
    [GeneratedRegex(@"^\| [A-Z]\d+ \| `GET (?<path>/beta/(trustFramework/)?[a-zA-Z]+(/\{id\}/keys_v2)?)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex AddressRow();
}
