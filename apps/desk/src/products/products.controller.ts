import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { codeParam } from '../code-param.js';
import { CategoryView, ProductQuery, ProductView, SaveCategory, SaveProduct } from './product.dto.js';
import { Products } from './products.service.js';

const readers = [
  'agent',
  'dispatcher',
  'site_manager',
  'technician',
  'planner',
  'quality_engineer',
  'supervisor',
] as const;

@ApiTags('Products')
@Controller('api/v1/products')
export class ProductsController {
  constructor(private readonly products: Products) {}

  /** Saves a product; one with a known code is changed with its version. */
  @Post()
  @Policy({ roles: ['supervisor'], scope: 'requests:write' })
  @Answers(ProductView, 201)
  save(@Body() body: SaveProduct, @IfMatch() seen: number | undefined) {
    return this.products.save(body, seen);
  }

  /** Lists products by code. */
  @Get()
  @Policy({ roles: readers, scope: 'requests:read' })
  @AnswersPage(ProductView)
  list(@Query() query: ProductQuery) {
    return this.products.list(query);
  }

  /** Lists the categories of products. */
  @Get('categories')
  @Policy({ roles: readers, scope: 'requests:read' })
  @Answers([CategoryView])
  categories() {
    return this.products.categories();
  }

  /** Saves a category of products under its code; one that is there already is changed with its version. */
  @Put('categories/:code')
  @Policy({ roles: ['supervisor'], scope: 'requests:write' })
  @Answers(CategoryView)
  saveCategory(
    @Param('code', codeParam) code: string,
    @Body() body: SaveCategory,
    @IfMatch() seen: number | undefined,
  ) {
    return this.products.saveCategory(code, body, seen);
  }

  /** Shows one product with its warranty terms. */
  @Get(':id')
  @Policy({ roles: readers, scope: 'requests:read' })
  @Answers(ProductView)
  get(@Param('id', uuidParam) id: string) {
    return this.products.get(id);
  }
}
