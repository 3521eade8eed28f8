using System.Collections.Frozen;

namespace TrustFramework.MockServer;

/// <summary>Directory roles by name and by template id: conventions 7.2 [D].</summary>
internal static class DirectoryRoles
{
    public const string GlobalAdministrator = "Global Administrator";
    public const string PolicyAdministrator = "B2C IEF Policy Administrator";
    public const string KeysetAdministrator = "B2C IEF Keyset Administrator";
    public const string GlobalReader = "Global Reader";

    /// <summary>Template ids of the roles that this API requires.</summary>
    public const string GlobalAdministratorId = "62e90394-69f5-4237-9190-012177145e10";
    public const string PolicyAdministratorId = "3edaf663-341e-4475-9f94-5c398ef6c070";
    public const string KeysetAdministratorId = "aaf43236-0c0d-4d5f-883a-6955382ac081";
    public const string GlobalReaderId = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";

    private static readonly FrozenDictionary<string, string> TemplateIds = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [GlobalAdministrator] = GlobalAdministratorId,
        [PolicyAdministrator] = PolicyAdministratorId,
        [KeysetAdministrator] = KeysetAdministratorId,
        ["External ID User Flow Administrator"] = "6e591065-9bad-43ed-90f3-e9424366d2f0",
        ["External ID User Flow Attribute Administrator"] = "0f971eea-41eb-4569-a71e-57bb8a3eff1e",
        ["External Identity Provider Administrator"] = "be2f45a1-457d-42af-a067-6ec1fa63bc45",
        [GlobalReader] = GlobalReaderId,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The template id of a role that is given by name or by any template id; null if it is neither.</summary>
    public static string? FindTemplateId(string role) =>
        TemplateIds.GetValueOrDefault(role) ?? (Guid.TryParse(role, out var id) ? id.ToString("D") : null);

    /// <summary>The name of a role; the id itself if the role is not in the list.</summary>
    public static string GetName(string templateId) => TemplateIds.FirstOrDefault(role => role.Value == templateId).Key ?? templateId;

    /// <summary>Splits at commas only, because names contain spaces.</summary>
    public static string[] SplitNames(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
