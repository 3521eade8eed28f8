using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;
using static TrustFramework.MockServer.Graph.Errors.GraphErrorCatalog;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The documentation of each operation in one API version.</summary>
/// <param name="version">The path prefix of the version, with its leading slash.</param>
internal sealed class DirectoryOperations(string version)
{
    private const string SampleTenantId = "00000000-0000-4000-8000-000000000b2c";
    private const string OrganizationMembers =
        $$"""
        "id": "{{SampleTenantId}}",
            "displayName": "contoso", "tenantType": "AAD B2C",
            "verifiedDomains": [
              { "capabilities": "Email, OfficeCommunicationsOnline", "isDefault": true, "isInitial": true, "name": "contoso.onmicrosoft.com", "type": "Managed" }
            ]
        """;

    public Operation ListOrganizations => CreateOperation(
        "D1", "List organization", "`Organization.Read.All`", "Returns the caller's tenant as the only organization.",
        CreateResponse<CollectionResource<OrganizationResource>>("The tenant.", "organization", $"\"value\": [ {{ {OrganizationMembers} }} ]"));

    public Operation GetOrganization => CreateOperation(
        "D2", "Get organization", "`Organization.Read.All`", "Returns the caller's tenant by its id.",
        CreateResponse<OrganizationResource>("The tenant.", "organization/$entity", OrganizationMembers)) with
    {
        Refusals = [DirectoryObjectNotFound],
    };

    public Operation ListDomains => CreateOperation(
        "D3", "List domains", "`Domain.Read.All`", "Returns the tenant's domain, which policies use as `TenantId`.",
        CreateResponse<CollectionResource<DomainResource>>(
            "The domain.",
            "domains",
            """
            "value": [ {
                "authenticationType": "Managed", "availabilityStatus": null, "id": "contoso.onmicrosoft.com", "isAdminManaged": true,
                "isDefault": true, "isInitial": true, "isRoot": true, "isVerified": true,
                "supportedServices": [ "Email", "OfficeCommunicationsOnline" ]
              } ]
            """));

    public Operation GetMe => CreateOperation(
        "D5", "Get me", "`User.Read`", "Returns the signed-in user with the properties that the token contains.",
        CreateResponse<UserResource>(
            "The user.",
            "users/$entity",
            """
            "businessPhones": [], "displayName": "Adele Admin", "givenName": null, "jobTitle": null, "mail": null, "mobilePhone": null,
              "officeLocation": null, "preferredLanguage": null, "surname": null,
              "userPrincipalName": "admin@contoso.onmicrosoft.com", "id": "87d349ed-44d7-43e1-9a83-5f2406dee5bd"
            """)) with
    {
        Refusals = [UserRequired],
    };

    private Operation CreateOperation(string id, string name, string permission, string description, SampleResponse response) => new Operation(
        id, name, Provenance.Documented, $"{permission} is not required [I].")
    {
        Description = $"{description} No permission is required here; Graph requires {permission} or a higher one.",
        Responses = [response],
    }.ForVersion(version);

    private SampleResponse CreateResponse<T>(string description, string fragment, string members) => new(200, description, Sample.Json<T>(
        $$"""
        {
          "@odata.context": "http://localhost:8080{{version}}/$metadata#{{fragment}}",
          {{members}}
        }
        """));
}
