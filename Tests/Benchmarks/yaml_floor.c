/* What it costs to read files and to run libyaml over them, and nothing else: the floor for a linter.
 * usage: yaml_floor FOLDER
 * Walks the folder for *.yaml, reads each file into one buffer, pulls all events, prints counts. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static unsigned char *buffer;
static size_t capacity;
static long files, events;

static size_t read_whole(const char *path) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return 0;
  if ((size_t)status.st_size + 1 > capacity) {
    capacity = 2 * (size_t)status.st_size + 1;
    buffer = realloc(buffer, capacity);
    if (!buffer) exit(2);
  }
  size_t length = 0;
  ssize_t got;
  while ((got = read(file, buffer + length, capacity - length)) > 0) length += (size_t)got;
  close(file);
  return length;
}

static void parse(size_t length) {
  yaml_parser_t parser;
  yaml_event_t event;
  int over = 0;
  if (!yaml_parser_initialize(&parser)) exit(2);
  yaml_parser_set_input_string(&parser, buffer, length);
  while (!over && yaml_parser_parse(&parser, &event)) {
    over = event.type == YAML_STREAM_END_EVENT;
    events++;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void walk(const char *folder) {
  DIR *handle = opendir(folder);
  struct dirent *entry;
  char path[4096];
  if (!handle) return;
  while ((entry = readdir(handle))) {
    size_t length = strlen(entry->d_name);
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (entry->d_type == DT_DIR) {
      walk(path);
    } else if (length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0) {
      files++;
      parse(read_whole(path));
    }
  }
  closedir(handle);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  walk(arguments[1]);
  printf("%ld files, %ld events\n", files, events);
  return 0;
}
