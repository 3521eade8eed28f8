using System.Globalization;
using System.Text;
using System.Xml;

namespace TrustFramework.MockServer.Graph.Model;

/// <summary>Writes a model as an OData metadata document: CSDL 4.0 in XML.</summary>
internal static class CsdlWriter
{
    private const string EdmxNamespace = "http://docs.oasis-open.org/odata/ns/edmx";
    private const string EdmNamespace = "http://docs.oasis-open.org/odata/ns/edm";
    private const string ContainerName = "GraphService";

    public static byte[] Write(EdmModel model)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartElement("edmx", "Edmx", EdmxNamespace);
            xml.WriteAttributeString("Version", "4.0");
            xml.WriteStartElement("DataServices", EdmxNamespace);
            xml.WriteStartElement("Schema", EdmNamespace);
            xml.WriteAttributeString("Namespace", EdmModel.Namespace);
            foreach (var type in model.Types)
                WriteType(xml, type);
            foreach (var operation in model.Operations)
                WriteOperation(xml, operation);
            WriteContainer(xml, model.ContainerElements);
        }

        return bytes.ToArray();
    }

    private static void WriteType(XmlWriter xml, EdmType type)
    {
        if (type is EnumType enumeration)
            WriteEnum(xml, enumeration);
        else if (type is StructuredType structured)
            WriteStructured(xml, structured);
    }

    private static void WriteEnum(XmlWriter xml, EnumType type)
    {
        WriteStartNamed(xml, "EnumType", GetLocalName(type.Name));
        for (var value = 0; value < type.Members.Count; value++)
        {
            WriteStartNamed(xml, "Member", type.Members[value]);
            xml.WriteAttributeString("Value", value.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteStructured(XmlWriter xml, StructuredType type)
    {
        WriteStartNamed(xml, type.IsEntity ? "EntityType" : "ComplexType", GetLocalName(type.Name));
        if (type.Base is not null)
            xml.WriteAttributeString("BaseType", type.Base.Name);
        if (type.IsAbstract)
            xml.WriteAttributeString("Abstract", "true");
        if (type.HasStream)
            xml.WriteAttributeString("HasStream", "true");
        if (type.Key is { } key && type.Base?.Key is null)
        {
            xml.WriteStartElement("Key", EdmNamespace);
            WriteStartNamed(xml, "PropertyRef", key);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        foreach (var property in type.Properties.Where(property => type.Base?.FindProperty(property.Name) is null))
            WriteProperty(xml, "Property", property);
        foreach (var navigation in type.NavigationProperties)
        {
            WriteStartNamed(xml, "NavigationProperty", navigation.Name);
            xml.WriteAttributeString("Type", $"Collection({navigation.TargetType.Name})");
            if (navigation.IsContained)
                xml.WriteAttributeString("ContainsTarget", "true");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOperation(XmlWriter xml, BoundOperation operation)
    {
        WriteStartNamed(xml, operation.IsFunction ? "Function" : "Action", operation.Name);
        xml.WriteAttributeString("IsBound", "true");
        WriteProperty(xml, "Parameter", new EdmProperty("bindingParameter", operation.BindingType));
        foreach (var parameter in operation.Parameters)
            WriteProperty(xml, "Parameter", parameter);
        if (operation.ReturnType is { } returnType)
        {
            xml.WriteStartElement("ReturnType", EdmNamespace);
            xml.WriteAttributeString("Type", returnType.Name);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteContainer(XmlWriter xml, IReadOnlyList<EntityContainerElement> elements)
    {
        WriteStartNamed(xml, "EntityContainer", ContainerName);
        foreach (var element in elements)
        {
            WriteStartNamed(xml, element.IsCollection ? "EntitySet" : "Singleton", element.Name);
            xml.WriteAttributeString(element.IsCollection ? "EntityType" : "Type", element.Type.Name);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string element, EdmProperty property)
    {
        WriteStartNamed(xml, element, property.Name);
        xml.WriteAttributeString("Type", property.IsCollection ? $"Collection({property.Type.Name})" : property.Type.Name);
        if (!property.IsNullable)
            xml.WriteAttributeString("Nullable", "false");
        xml.WriteEndElement();
    }

    private static void WriteStartNamed(XmlWriter xml, string element, string name)
    {
        xml.WriteStartElement(element, EdmNamespace);
        xml.WriteAttributeString("Name", name);
    }

    private static string GetLocalName(string name) => name[(EdmModel.Namespace.Length + 1)..];
}
